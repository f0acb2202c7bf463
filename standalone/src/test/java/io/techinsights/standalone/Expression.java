package io.techinsights.standalone;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The selectors of an expression of Prometheus: as much of the language as the files in {@code deploy} need. */
final class Expression {
    private static final Pattern GROUPING = Pattern.compile("\\b(by|on|without|ignoring)\\s*\\([^)]*\\)");
    private static final Pattern RANGE = Pattern.compile("\\[[^]]*]|\\boffset\\s+\\w+");
    private static final Pattern SELECTOR = Pattern.compile("\\b([a-zA-Z_][a-zA-Z0-9_:]*)(\\{[^}]*})?(?!\\s*\\(|\\w)");
    private static final Pattern MATCHER = Pattern.compile("(\\w+)\\s*(=~|!~|!=|=)\\s*\"([^\"]*)\"");
    private static final Pattern SAMPLE = Pattern.compile("^([a-zA-Z_:][a-zA-Z0-9_:]*)(\\{.*})? \\S+$");
    private static final Set<String> WORDS = Set.of("and", "or", "unless", "offset", "bool");

    private Expression() {}

    /** What a selector asks of a label. */
    record Condition(String label, String operator, String value) {
        boolean holds(Map<String, String> labels) {
            String actual = labels.getOrDefault(label, "");
            return switch (operator) {
                case "=" -> actual.equals(value);
                case "=~" -> actual.matches(value);
                case "!=" -> !actual.equals(value);
                default -> !actual.matches(value);
            };
        }
    }

    /** A metric and what is asked of its labels. */
    record Selector(String metric, List<Condition> conditions) {
        boolean selects(Sample sample) {
            return sample.metric().equals(metric)
                    && conditions.stream()
                            .allMatch(condition ->
                                    sample.labels().containsKey(condition.label()) && condition.holds(sample.labels()));
        }
    }

    /** A line of what is scraped, without its value. */
    record Sample(String metric, Map<String, String> labels) {}

    static List<Selector> selectors(String expression) {
        String bare =
                RANGE.matcher(GROUPING.matcher(expression).replaceAll(" ")).replaceAll(" ");
        List<Selector> selectors = new ArrayList<>();
        Matcher found = SELECTOR.matcher(bare);
        while (found.find()) {
            if (!WORDS.contains(found.group(1))) {
                selectors.add(new Selector(found.group(1), conditions(found.group(2))));
            }
        }
        return selectors;
    }

    private static List<Condition> conditions(@org.jspecify.annotations.Nullable String braces) {
        return MATCHER.matcher(braces == null ? "" : braces)
                .results()
                .map(result -> new Condition(result.group(1), result.group(2), result.group(3)))
                .toList();
    }

    static List<Sample> samples(String scraped) {
        List<Sample> samples = new ArrayList<>();
        scraped.lines().map(SAMPLE::matcher).filter(Matcher::matches).forEach(line -> {
            var labels = new TreeMap<String, String>();
            conditions(line.group(2)).forEach(label -> labels.put(label.label(), label.value()));
            samples.add(new Sample(line.group(1), labels));
        });
        return samples;
    }
}
