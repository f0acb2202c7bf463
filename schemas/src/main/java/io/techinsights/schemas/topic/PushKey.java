package io.techinsights.schemas.topic;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * What whoever pushes a row calls it, so that pushing it again adds nothing: the header {@value #HEADER} of its record. The
 * fact store knows the keys of each entity and retriever for {@link #KNOWN_FOR}.
 */
public final class PushKey {
    public static final String HEADER = "push.key";

    /** How long a row that comes again is known as the same. */
    public static final Duration KNOWN_FOR = Duration.ofHours(24);

    private PushKey() {}

    /** The headers of a row that has this key; none where it has none. */
    public static Headers headers(Optional<String> key) {
        var headers = new RecordHeaders();
        key.ifPresent(text -> headers.add(HEADER, text.getBytes(StandardCharsets.UTF_8)));
        return headers;
    }

    /** The key that headers hold. */
    public static Optional<String> of(Headers headers) {
        Header header = headers.lastHeader(HEADER);
        return header == null || header.value() == null
                ? Optional.empty()
                : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
    }
}
