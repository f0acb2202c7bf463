package io.techinsights.faults.fault;

import io.techinsights.faults.cluster.Child;
import io.techinsights.faults.cluster.Cluster;
import io.techinsights.faults.cluster.Instance;
import io.techinsights.faults.cluster.Role;

/** Something that goes wrong, lasts for a while, and is over. */
public sealed interface Fault {
    /** Its kind. */
    FaultKind kind();

    /** What it happens to; to one thing only one fault happens at a time. */
    String target();

    /** Makes it happen. */
    void strike(Cluster cluster) throws InterruptedException;

    /** Ends it. */
    void mend(Cluster cluster) throws InterruptedException;

    /** A broker is gone, as by {@code kill -9}, and comes back. */
    record BrokerKilled(int number) implements Fault {
        @Override
        public FaultKind kind() {
            return FaultKind.KILL_BROKER;
        }

        @Override
        public String target() {
            return "broker-" + number;
        }

        @Override
        public void strike(Cluster cluster) {
            cluster.brokers().get(number - 1).kill();
        }

        @Override
        public void mend(Cluster cluster) {
            cluster.brokers().get(number - 1).start();
        }
    }

    /** A broker gets no time, keeps its connections, and goes on later as if nothing had been. */
    record BrokerPaused(int number) implements Fault {
        @Override
        public FaultKind kind() {
            return FaultKind.PAUSE_BROKER;
        }

        @Override
        public String target() {
            return "broker-" + number;
        }

        @Override
        public void strike(Cluster cluster) {
            cluster.brokers().get(number - 1).pause();
        }

        @Override
        public void mend(Cluster cluster) {
            cluster.brokers().get(number - 1).resume();
        }
    }

    /** What happens to an instance of the product. */
    sealed interface OfInstance extends Fault {
        /** Its role. */
        Role role();

        /** Its number in its role. */
        int number();

        @Override
        default String target() {
            return role().id() + "-" + number();
        }

        /** The instance itself. */
        default Instance instance(Cluster cluster) {
            return cluster.instance(role(), number());
        }

        /** Its process. */
        default Child process(Cluster cluster) {
            return instance(cluster).process();
        }
    }

    /** An instance is gone, as by {@code kill -9}, and comes back with what it had on disk. */
    record InstanceKilled(Role role, int number) implements OfInstance {
        @Override
        public FaultKind kind() {
            return FaultKind.KILL_INSTANCE;
        }

        @Override
        public void strike(Cluster cluster) {
            process(cluster).kill();
        }

        @Override
        public void mend(Cluster cluster) {
            process(cluster).start();
        }
    }

    /** An instance gets no time, is missed or not, and goes on later as if nothing had been. */
    record InstancePaused(Role role, int number) implements OfInstance {
        @Override
        public FaultKind kind() {
            return FaultKind.PAUSE_INSTANCE;
        }

        @Override
        public void strike(Cluster cluster) {
            process(cluster).pause();
        }

        @Override
        public void mend(Cluster cluster) {
            process(cluster).resume();
        }
    }

    /** An instance is stopped in order, and comes back without its state. */
    record StateWiped(Role role, int number) implements OfInstance {
        @Override
        public FaultKind kind() {
            return FaultKind.WIPE_STATE;
        }

        @Override
        public void strike(Cluster cluster) throws InterruptedException {
            process(cluster).stop();
            instance(cluster).wipeState();
        }

        @Override
        public void mend(Cluster cluster) {
            process(cluster).start();
        }
    }

    /** One more instance of a role is there for a while. */
    record ScaledUp(Role role, int number) implements OfInstance {
        @Override
        public FaultKind kind() {
            return FaultKind.SCALE;
        }

        @Override
        public void strike(Cluster cluster) {
            process(cluster).start();
        }

        @Override
        public void mend(Cluster cluster) throws InterruptedException {
            process(cluster).stop();
        }
    }

    /** One instance of a role fewer is there for a while; it left in order. */
    record ScaledDown(Role role, int number) implements OfInstance {
        @Override
        public FaultKind kind() {
            return FaultKind.SCALE;
        }

        @Override
        public void strike(Cluster cluster) throws InterruptedException {
            process(cluster).stop();
        }

        @Override
        public void mend(Cluster cluster) {
            process(cluster).start();
        }
    }

    /** The schema registry does not answer for a while. */
    record RegistryStopped() implements Fault {
        @Override
        public FaultKind kind() {
            return FaultKind.STOP_REGISTRY;
        }

        @Override
        public String target() {
            return "registry";
        }

        @Override
        public void strike(Cluster cluster) {
            cluster.registry().kill();
        }

        @Override
        public void mend(Cluster cluster) {
            cluster.registry().start();
        }
    }
}
