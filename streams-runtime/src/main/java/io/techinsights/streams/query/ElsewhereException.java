package io.techinsights.streams.query;

import org.apache.kafka.streams.state.HostInfo;

/** Another instance of the group owns what was asked for: the question is passed on to it. */
public final class ElsewhereException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient HostInfo owner;

    public ElsewhereException(HostInfo owner) {
        super("owned by " + owner.host() + ":" + owner.port());
        this.owner = owner;
    }

    /** Where it answers. */
    public HostInfo owner() {
        return owner;
    }
}
