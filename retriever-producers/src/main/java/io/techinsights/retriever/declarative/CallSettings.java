package io.techinsights.retriever.declarative;

import io.techinsights.streams.config.Section;
import java.time.Duration;
import java.util.Optional;

/**
 * How requests are sent, whatever they ask.
 *
 * @param timeout of one attempt, its answer included
 * @param attempts of one request
 * @param maxAnswer bytes of an answer, of all its pages together
 */
record CallSettings(
        Optional<Auth> auth,
        Duration timeout,
        int attempts,
        int concurrency,
        Optional<RateLimit> rateLimit,
        int maxAnswer) {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int MAX_ANSWER = 10 * 1024 * 1024;

    /**
     * Reads {@code auth} and {@code timeout} of {@code request}, the rest of the section around it; their ends are the
     * caller's.
     */
    static CallSettings read(Section section, Section request) {
        return new CallSettings(
                Auth.read(request),
                Sections.positive(request, "timeout", TIMEOUT),
                section.integer("attempts", 4, 1, 10),
                section.integer("concurrency", 4, 1, 64),
                RateLimit.read(section),
                section.integer("maxAnswer", MAX_ANSWER, 1, Integer.MAX_VALUE));
    }
}
