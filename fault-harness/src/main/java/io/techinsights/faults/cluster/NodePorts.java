package io.techinsights.faults.cluster;

/** The two ports of a node, both of 127.0.0.1: for clients and brokers, and for controllers. */
record NodePorts(int broker, int controller) {
    String brokerAddress() {
        return FreePorts.HOST + ":" + broker;
    }

    String controllerAddress() {
        return FreePorts.HOST + ":" + controller;
    }

    /** Reads what {@link #toString} wrote. */
    static NodePorts parse(String text) {
        int at = text.indexOf('/');
        return new NodePorts(Integer.parseInt(text.substring(0, at)), Integer.parseInt(text.substring(at + 1)));
    }

    @Override
    public String toString() {
        return broker + "/" + controller;
    }
}
