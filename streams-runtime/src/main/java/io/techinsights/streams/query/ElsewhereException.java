package io.techinsights.streams.query;

import org.apache.kafka.streams.state.HostInfo;

/** Another instance of the group owns what was asked for: the question is passed on to it. */
public final class ElsewhereException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient StoreLocation where;
    private final transient HostInfo self;

    /**
     * @param self where this process answers, which may be a standby
     */
    public ElsewhereException(StoreLocation where, HostInfo self) {
        super("owned by " + where.owner().host() + ":" + where.owner().port());
        this.where = where;
        this.self = self;
    }

    /** Whether this is the process itself. */
    public boolean isSelf(HostInfo host) {
        return host.equals(self);
    }

    /** Who can be asked. */
    public StoreLocation where() {
        return where;
    }
}
