package io.techinsights.streams.letters;

import java.util.regex.Pattern;

/** Takes what is particular out of a reason: what is quoted, numbers, and names of records and places. */
final class ReasonKind {
    private static final int MAX_LENGTH = 100;
    private static final Pattern LINE_BREAKS = Pattern.compile("\\s+");
    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"|'[^']*'");
    private static final Pattern REFERENCE = Pattern.compile("\\b[\\w.-]+:[\\w.-]+/[\\w.#-]+");
    private static final Pattern URL = Pattern.compile("https?://\\S+");
    private static final Pattern NUMBER = Pattern.compile("-?\\b\\d[\\d.:TZ-]*\\b");

    private ReasonKind() {}

    static String of(String reason) {
        String kind = LINE_BREAKS.matcher(reason).replaceAll(" ");
        for (Pattern particular : new Pattern[] {QUOTED, URL, REFERENCE, NUMBER}) {
            kind = particular.matcher(kind).replaceAll("…");
        }
        return kind.length() <= MAX_LENGTH ? kind : kind.substring(0, MAX_LENGTH - 1) + "…";
    }
}
