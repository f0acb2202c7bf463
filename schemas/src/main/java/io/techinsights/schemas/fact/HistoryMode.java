package io.techinsights.schemas.fact;

import java.util.Arrays;
import java.util.Locale;

/** What a row of history stands for. */
public enum HistoryMode {
    /** One observation. */
    ALL,

    /** A time in which the same was observed, from its first observation to its last. */
    CHANGES;

    /** As configuration, requests and announcements write it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads {@link #text}.
     *
     * @throws IllegalArgumentException whose message goes on after the name of what was read
     */
    public static HistoryMode of(String text) {
        return Arrays.stream(values())
                .filter(mode -> mode.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("is '" + text + "', expected all or changes"));
    }
}
