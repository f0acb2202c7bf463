package io.techinsights.benchmarks.latency;

/**
 * The facts that were due in a part of a run.
 *
 * @param judged from when each was due until it was judged, as its result says
 * @param topic the same until its result was read from the topic
 * @param http the same of a sample, until its result was answered
 */
record Phase(String name, Times judged, Times topic, Times http) {
    Phase(String name) {
        this(name, new Times(), new Times(), new Times());
    }

    /**
     * The worse one of topic and HTTP.
     *
     * @throws IllegalStateException where there is nothing of one of them
     */
    double p99Millis() {
        if (topic.count() == 0 || http.count() == 0) {
            throw new IllegalStateException("No fact was due, or none of the sample: " + this);
        }
        return Math.max(topic.percentileMillis(99), http.percentileMillis(99));
    }

    @Override
    public String toString() {
        return name + ", fact to result on the topic: " + topic + "; over HTTP: " + http + "; until it is judged: "
                + judged;
    }
}
