package io.techinsights.streams.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.techinsights.streams.app.Readiness;
import io.techinsights.streams.app.Role;
import io.techinsights.streams.app.StreamsService;
import io.techinsights.streams.query.PartitionCopy;
import io.techinsights.streams.query.StoreQueries;
import io.techinsights.streams.query.UnavailableException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.kafka.streams.state.HostInfo;

/** Which instances there are, what each has, and how far it is with it. */
public final class InstanceRoutes implements Routes {
    private static final String PERMISSION = "tech-insights.check.read";

    private final List<Role> roles;
    private final JsonNodeFactory json = JsonNodeFactory.instance;

    public InstanceRoutes(List<Role> roles) {
        this.roles = List.copyOf(roles);
    }

    @Override
    public void bindTo(Api api) {
        api.getSlow("/instances", PERMISSION, this::instances);
    }

    private Reply instances(Request request) {
        ArrayNode instances = json.arrayNode();
        instances.add(self());
        if (!request.isFromPeer()) {
            peers().forEach(peer -> instances.add(ask(request, peer)));
        }
        return Reply.ok(json.objectNode().set("instances", instances));
    }

    private SortedSet<HostInfo> peers() {
        var peers = new TreeSet<HostInfo>((left, right) -> left.toString().compareTo(right.toString()));
        roles.stream().flatMap(role -> role.stores().stream()).forEach(stores -> peers.addAll(stores.peers()));
        return peers;
    }

    private static String address(HostInfo host) {
        return host.host() + ":" + host.port();
    }

    private JsonNode ask(Request request, HostInfo peer) {
        ObjectNode unreachable = json.objectNode().put("address", address(peer)).put("reachable", false);
        try {
            Reply reply = request.askPeer(peer, MissingNode.getInstance(), request.patience(false));
            JsonNode body = Objects.requireNonNullElse(reply.body(), json.objectNode());
            return reply.status() == 200
                    ? body.path("instances").path(0)
                    : unreachable.put("reason", "answered " + reply.status());
        } catch (UnavailableException e) {
            return unreachable.put("reason", e.getMessage());
        }
    }

    private ObjectNode self() {
        ObjectNode self = json.objectNode();
        roles.stream()
                .flatMap(role -> role.stores().stream())
                .flatMap(stores -> stores.app().stream())
                .findFirst()
                .ifPresent(service -> self.put("address", address(service.address())));
        self.put("reachable", true);
        ArrayNode list = self.putArray("roles");
        roles.forEach(role -> list.add(role(role)));
        return self;
    }

    private ObjectNode role(Role role) {
        ObjectNode described = json.objectNode().put("role", role.name());
        Readiness readiness = role.readiness();
        described.put("ready", readiness instanceof Readiness.Ready);
        if (readiness instanceof Readiness.NotReady notReady) {
            described.put("reason", notReady.reason());
        }
        Optional<StreamsService> service = role.stores().flatMap(StoreQueries::app);
        service.ifPresent(running -> {
            described.put("state", running.streams().state().name());
            ArrayNode partitions = described.putArray("partitions");
            running.partitions().forEach(copy -> partitions.add(partition(copy)));
        });
        return described;
    }

    private ObjectNode partition(PartitionCopy copy) {
        ObjectNode described = json.objectNode()
                .put("partition", copy.partition())
                .put("copy", copy.kind().name().toLowerCase(java.util.Locale.ROOT));
        copy.lag().ifPresent(lag -> described.put("lag", lag));
        copy.restored().ifPresent(restored -> described.put("restored", restored));
        return described;
    }
}
