package io.techinsights.streams.query;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.state.HostInfo;

/**
 * Where a partition lives.
 *
 * @param owner writes it, and answers for it as it is now
 * @param standbys keep a copy of it, which may be behind
 */
public record StoreLocation(int partition, HostInfo owner, List<HostInfo> standbys) {
    public StoreLocation {
        standbys = List.copyOf(standbys);
    }

    /**
     * Who can be asked, in the order to ask them.
     *
     * @param standbysToo whether an answer may be behind
     */
    public List<HostInfo> hosts(boolean standbysToo) {
        List<HostInfo> hosts = new ArrayList<>();
        hosts.add(owner);
        if (standbysToo) {
            hosts.addAll(standbys);
        }
        return hosts;
    }
}
