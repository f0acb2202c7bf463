package io.techinsights.streams.letters;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names a dead letter: {@code facts-0@12} lies in partition 0 of the dead letters of the role facts, at offset 12.
 */
public record LetterAddress(String role, int partition, long offset) implements Comparable<LetterAddress> {
    private static final Pattern FORM = Pattern.compile("(\\w+)-(\\d{1,9})@(\\d{1,18})");

    /** By role, then in the order they were written. */
    private static final Comparator<LetterAddress> ORDER = Comparator.comparing(LetterAddress::role)
            .thenComparing(LetterAddress::partition)
            .thenComparing(LetterAddress::offset);

    /**
     * Reads what {@link #toString} wrote.
     *
     * @throws IllegalArgumentException where it is something else
     */
    public static LetterAddress parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no address of a dead letter: expected"
                    + " <role>-<partition>@<offset>, as 'dead-letters list' prints it, facts-0@12 say");
        }
        return new LetterAddress(
                matcher.group(1), Integer.parseInt(matcher.group(2)), Long.parseLong(matcher.group(3)));
    }

    @Override
    public int compareTo(LetterAddress other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return role + "-" + partition + "@" + offset;
    }
}
