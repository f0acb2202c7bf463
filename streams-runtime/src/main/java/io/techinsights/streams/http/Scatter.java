package io.techinsights.streams.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.streams.query.StoreLocation;
import io.techinsights.streams.query.StoreQueries;
import io.techinsights.streams.query.UnavailableException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.streams.state.HostInfo;

/**
 * One question to many partitions. Each is asked where it is owned, all instances at once; what one cannot answer for is
 * asked of the standbys, where an answer may be behind.
 */
final class Scatter {
    private static final ExecutorService THREADS = Executors.newCachedThreadPool(task -> {
        var thread = new Thread(task, "scatter");
        thread.setDaemon(true);
        return thread;
    });

    private final Request request;
    private final PeerClient peers;
    private final StoreQueries stores;
    private final Function<SortedSet<Integer>, JsonNode> question;
    private final Function<SortedSet<Integer>, JsonNode> here;
    private final Map<Integer, Deque<HostInfo>> untried = new HashMap<>();
    private final List<JsonNode> answers = new ArrayList<>();
    private final SortedSet<Integer> missing = new TreeSet<>();
    private String reason = "";

    /**
     * @param question the body to ask another instance with, for some partitions
     * @param here this instance's answer for some partitions; in the form of the others'
     */
    Scatter(
            Request request,
            PeerClient peers,
            StoreQueries stores,
            Function<SortedSet<Integer>, JsonNode> question,
            Function<SortedSet<Integer>, JsonNode> here) {
        this.request = request;
        this.peers = peers;
        this.stores = stores;
        this.question = question;
        this.here = here;
    }

    /** Asks, until every partition is answered for or nobody is left to be asked. */
    Gathered gather(String store, Collection<Integer> partitions) {
        partitions.forEach(partition -> locate(store, partition));
        for (Map<HostInfo, SortedSet<Integer>> round = next(); !round.isEmpty(); round = next()) {
            ask(round);
        }
        return new Gathered(answers, missing, reason);
    }

    private void locate(String store, int partition) {
        try {
            StoreLocation where = stores.locate(store, partition);
            untried.put(
                    partition,
                    new ArrayDeque<>(
                            peers.byTrouble(where.hosts(request.reading().allowsStandby()))));
        } catch (UnavailableException e) {
            miss(partition, e);
        }
    }

    private void miss(int partition, UnavailableException why) {
        missing.add(partition);
        reason = String.valueOf(why.getMessage());
    }

    /** Takes each partition's next instance. */
    private Map<HostInfo, SortedSet<Integer>> next() {
        Map<HostInfo, SortedSet<Integer>> round = new LinkedHashMap<>();
        untried.forEach((partition, hosts) -> {
            HostInfo host = hosts.poll();
            if (host != null) {
                round.computeIfAbsent(host, key -> new TreeSet<>()).add(partition);
            }
        });
        return round;
    }

    private void ask(Map<HostInfo, SortedSet<Integer>> round) {
        Map<HostInfo, CompletableFuture<JsonNode>> asked = new LinkedHashMap<>();
        round.forEach((host, partitions) -> {
            if (!stores.isSelf(host)) {
                Duration patience = request.patience(isLast(partitions));
                asked.put(host, CompletableFuture.supplyAsync(() -> elsewhere(host, partitions, patience), THREADS));
            }
        });
        round.forEach((host, partitions) -> {
            if (!asked.containsKey(host)) {
                take(partitions, () -> here.apply(partitions));
            }
        });
        asked.forEach((host, answer) -> take(round.getOrDefault(host, new TreeSet<>()), () -> joined(answer)));
    }

    private void take(SortedSet<Integer> partitions, Supplier<JsonNode> answer) {
        try {
            answers.add(answer.get());
            untried.keySet().removeAll(partitions);
        } catch (UnavailableException e) {
            failed(partitions, e);
        }
    }

    private static JsonNode joined(CompletableFuture<JsonNode> answer) {
        try {
            return answer.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    private void failed(SortedSet<Integer> partitions, UnavailableException why) {
        for (int partition : partitions) {
            if (untried.getOrDefault(partition, new ArrayDeque<>()).isEmpty()) {
                untried.remove(partition);
                miss(partition, why);
            }
        }
    }

    private boolean isLast(SortedSet<Integer> partitions) {
        return partitions.stream()
                .allMatch(partition ->
                        untried.getOrDefault(partition, new ArrayDeque<>()).isEmpty());
    }

    private JsonNode elsewhere(HostInfo host, SortedSet<Integer> partitions, Duration patience) {
        byte[] body = question.apply(partitions).toString().getBytes(StandardCharsets.UTF_8);
        Reply reply = peers.ask(host, request, body, partitions, patience);
        JsonNode answer = reply.body();
        if (reply.status() == 429) {
            throw ApiException.tooManyRequests(
                    "instance " + host.host() + ":" + host.port() + " is busy: try again later");
        }
        if (reply.status() != 200 || answer == null) {
            throw new UnavailableException(
                    "instance " + host.host() + ":" + host.port() + " answered " + reply.status());
        }
        return answer;
    }
}
