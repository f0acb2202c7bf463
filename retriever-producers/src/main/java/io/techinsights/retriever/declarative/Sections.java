package io.techinsights.retriever.declarative;

import io.techinsights.streams.config.Section;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads values that several types of retrievers have. */
final class Sections {
    private Sections() {}

    /** A duration above nothing. */
    static Duration positive(Section section, String key, Duration otherwise) {
        Optional<Duration> duration = section.duration(key);
        if (duration.isPresent() && duration.get().isZero()) {
            section.problem(key, "is nothing, expected a duration above 0");
            return otherwise;
        }
        return duration.orElse(otherwise);
    }

    /** One of these words; the first where there is none. */
    static String oneOf(Section section, String key, String... words) {
        List<String> known = List.of(words);
        return section.parse(key, json -> {
                    if (!known.contains(json.asText())) {
                        throw new IllegalArgumentException(
                                "is " + json + ", expected one of " + String.join(", ", known));
                    }
                    return json.asText();
                })
                .orElse(known.get(0));
    }

    /** A template. */
    static Optional<Template> template(Section section, String key) {
        return section.parse(key, json -> Template.of(json.asText()));
    }
}
