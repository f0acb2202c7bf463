package io.techinsights.checker.drl;

import org.kie.api.runtime.KieContainer;
import org.kie.api.runtime.KieSession;

/**
 * The compiled rules of one text, a knowledge base of its own. Every run gets a fresh session, so that nothing a rule leaves
 * behind is seen by the next; it costs microseconds. Sessions keep their locks: they are halted from another thread, and a rule
 * that binds variables shares their array with other sessions where there are none.
 */
final class DrlBase implements AutoCloseable {
    private final KieContainer container;

    DrlBase(KieContainer container) {
        this.container = container;
        container.getKieBase();
    }

    /** An empty session; whoever asks for it disposes of it. */
    KieSession newSession() {
        return container.getKieBase().newKieSession();
    }

    /** The generated classes; they go with it. */
    ClassLoader classes() {
        return container.getClassLoader();
    }

    /** Lets go of the generated classes. To be called once, when no run begins any more. */
    @Override
    public void close() {
        container.dispose();
    }
}
