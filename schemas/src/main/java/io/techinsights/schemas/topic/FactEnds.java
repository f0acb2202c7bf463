package io.techinsights.schemas.topic;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * How far fact topics were written when an entity left the catalog, in the partition of the entity: its tombstone on the entities
 * topic carries it in the header {@value #HEADER}, so that whoever reads the tombstone first knows which facts are of before.
 *
 * @param offsets behind the last record, by topic
 */
public record FactEnds(Map<String, Long> offsets) {
    public static final String HEADER = "facts.end";

    /** Nothing is known. */
    public static final FactEnds NONE = new FactEnds(Map.of());

    private static final String EXPECTED = ", expected <topic>@<offset>, separated by semicolons";

    public FactEnds {
        offsets = Map.copyOf(offsets);
    }

    /** The offset behind the last record of a topic that is of before; 0 where nothing is known. */
    public long of(String topic) {
        return offsets.getOrDefault(topic, 0L);
    }

    /** As the header has it. */
    public String text() {
        return new TreeMap<>(offsets)
                .entrySet().stream()
                        .map(one -> one.getKey() + "@" + one.getValue())
                        .collect(Collectors.joining(";"));
    }

    /** Adds the header, where anything is known. */
    public Headers addTo(Headers headers) {
        return offsets.isEmpty() ? headers : headers.add(HEADER, text().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * What a tombstone carries; nothing where somebody else wrote it.
     *
     * @throws IllegalArgumentException where the header is no such thing
     */
    public static FactEnds of(Headers headers) {
        Header header = headers.lastHeader(HEADER);
        return header == null || header.value() == null
                ? NONE
                : parse(new String(header.value(), StandardCharsets.UTF_8));
    }

    /** Reads {@link #text}. */
    public static FactEnds parse(String text) {
        return text.isEmpty()
                ? NONE
                : new FactEnds(Arrays.stream(text.split(";"))
                        .map(part -> part.split("@", 2))
                        .collect(Collectors.toMap(part -> part[0], part -> offset(part, text), Math::max)));
    }

    private static long offset(String[] part, String text) {
        if (part.length < 2 || !part[1].matches("\\d{1,18}")) {
            throw new IllegalArgumentException("The header " + HEADER + " is '" + text + "'" + EXPECTED);
        }
        return Long.parseLong(part[1]);
    }
}
