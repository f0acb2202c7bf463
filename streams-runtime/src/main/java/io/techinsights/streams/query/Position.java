package io.techinsights.streams.query;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/**
 * Records that are to have been read: of each partition all before an offset. As a text it is a token that a client gets
 * for what it wrote and gives with what it reads, {@code facts-3@1042;facts-0@17}.
 *
 * @param ends the first offset that need not have been read
 */
public record Position(Map<TopicPartition, Long> ends) {
    private static final Pattern PART = Pattern.compile("([\\w.-]{1,249})-(\\d{1,6})@(\\d{1,18})");

    public Position {
        ends = Map.copyOf(ends);
    }

    /**
     * Reads a token.
     *
     * @param prefix of every topic, which tokens leave out
     * @throws IllegalArgumentException where it is none
     */
    public static Position parse(String token, String prefix) {
        Map<TopicPartition, Long> ends = Arrays.stream(token.split(";"))
                .map(PART::matcher)
                .peek(part -> {
                    if (!part.matches()) {
                        throw new IllegalArgumentException(
                                "position is '" + token + "', expected what the x-tech-insights-position header of an"
                                        + " answer said, for example facts-3@1042");
                    }
                })
                .collect(Collectors.toMap(
                        part -> new TopicPartition(prefix + part.group(1), number(part)),
                        part -> Long.parseLong(part.group(3)),
                        Math::max));
        return new Position(ends);
    }

    private static int number(Matcher part) {
        return Integer.parseInt(part.group(2));
    }

    /** As a token. */
    public String token(String prefix) {
        var ordered = new TreeMap<String, Long>();
        ends.forEach((partition, end) -> ordered.put(partition.toString().substring(prefix.length()), end));
        return ordered.entrySet().stream()
                .map(end -> end.getKey() + "@" + end.getValue())
                .collect(Collectors.joining(";"));
    }
}
