package io.techinsights.standalone.topics;

import io.techinsights.schemas.fact.FactRecords;
import io.techinsights.schemas.topic.Topic;
import io.techinsights.schemas.topic.TopicDoc;
import io.techinsights.schemas.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.avro.Schema;

/** The page about topics, made of their declarations, their schemas and what their serdes write. */
final class TopicsPage {
    static final String PREFIX = "tech-insights.";
    private static final String LETTERS = "dead-letters.";
    private static final String HEAD = """
            # Topics

            The contract of what travels between the roles, for whoever else reads or writes it. This page is made of the code, by
            `TopicsPageTest`: words are changed in `TopicDocs` and in the Avro schemas, settings in `Topics`
            ([schemas](../schemas)), and `-Dgolden.write=true` writes it anew ([CONTRIBUTING.md](../CONTRIBUTING.md)).

            - **Names** begin with `techInsights.kafka.prefix`, which is `%s` here. All topics have `techInsights.kafka.partitions`
              partitions. Who creates them: [operating.md](operating.md).
            - **Keys** are text in UTF-8. **Values** are Avro in the schema registry's wire format: a zero byte, the id of the schema
              in four bytes, Avro's binary encoding.
            - **Schemas** stay `FULL_TRANSITIVE`: what any released version wrote is read with the schema of any other
              ([CONTRIBUTING.md](../CONTRIBUTING.md)).
            - **Order** holds within a partition.
            - **Examples** are records as the serdes of the program write and read them; the value is in Avro's JSON encoding, where a
              value of a union names its type, and bytes are in hex.

            """;

    private final List<Topic<?, ?>> topics;
    private final Subjects subjects;
    private final Examples examples;
    private final List<String> letters;
    private final Map<String, String> shown = new HashMap<>();

    TopicsPage() {
        subjects = new Subjects();
        var declared = new Topics(PREFIX, subjects, List.of());
        Topic<byte[], byte[]> letter = declared.deadLetters("<role>");
        topics = new ArrayList<>(declared.all());
        letters = topics.stream()
                .map(TopicsPage::title)
                .filter(name -> name.startsWith(LETTERS))
                .toList();
        topics.removeIf(topic -> title(topic).startsWith(LETTERS));
        topics.add(letter);
        examples = new Examples(declared, letter);
    }

    /** All topics of the page: those of dead letters are one. */
    List<Topic<?, ?>> topics() {
        return topics;
    }

    /** The name that the page uses. */
    static String title(Topic<?, ?> topic) {
        return topic.name().substring(PREFIX.length());
    }

    /**
     * @param stores the state stores of each app, by the name of its role
     */
    String text(Map<String, List<String>> stores) {
        var page = new StringBuilder(HEAD.formatted(PREFIX));
        page.append("| topic | |\n| --- | --- |\n");
        topics.forEach(topic -> page.append("| [`%s`](#%s) | %s |\n"
                .formatted(title(topic), anchor(title(topic)), topic.doc().purpose())));
        topics.forEach(topic -> append(page, topic));
        return page.append(internal(stores)).toString();
    }

    private static String anchor(String title) {
        return title.replaceAll("[^a-z-]", "");
    }

    private void append(StringBuilder page, Topic<?, ?> topic) {
        TopicDoc doc = topic.doc();
        page.append("\n## ").append(title(topic).replace("<", "\\<")).append("\n\n");
        page.append(doc.purpose()).append('.').append(further(topic)).append("\n\n| | |\n| --- | --- |\n");
        row(
                page,
                "key",
                doc.key() + ", for example `" + examples.of(topic).path("key").textValue() + "`");
        row(page, "partition", doc.partition());
        row(
                page,
                "value",
                subjects.of(topic.name()).map(one -> value(one.getValue())).orElse("the bytes as they came"));
        subjects.of(topic.name()).ifPresent(one -> row(page, "subject", "`" + one.getKey() + "`"));
        row(page, "settings", Retention.of(topic.config()));
        row(page, "written by", parts(doc.writers()));
        row(page, "read by", doc.readers().isEmpty() ? "nobody in the program: it is for you" : parts(doc.readers()));
        page.append('\n');
        doc.guarantees().forEach(sentence -> page.append("- ").append(sentence).append('\n'));
        table(page, "header", doc.headers());
        subjects.of(topic.name()).ifPresent(one -> page.append(fields(topic, one.getValue())));
        page.append("\n```json\n").append(examples.of(topic).toPrettyString()).append("\n```\n");
    }

    private String further(Topic<?, ?> topic) {
        if (title(topic).equals(Topics.DEFAULT_FACT_TOPIC)) {
            return " Those that `techInsights.factTopics` names beside it are the same.";
        }
        return title(topic).startsWith(LETTERS)
                ? " There are " + letters.stream().map("`%s`"::formatted).collect(Collectors.joining(", "))
                        + ". What becomes a letter: [dead-letters.md](dead-letters.md)."
                : "";
    }

    private static String value(Schema schema) {
        return "`" + schema.getFullName() + "`: "
                + (FactRecords.NAMESPACE.equals(schema.getNamespace())
                        ? "each retriever has a record of its own, with four fields for all of them and a nullable one for each"
                                + " fact; this is one that comes with the program"
                        : schema.getDoc());
    }

    /** The tables of a record; of one that is on an earlier topic too, where they are. */
    private String fields(Topic<?, ?> topic, Schema schema) {
        String first = shown.computeIfAbsent(schema.getFullName(), name -> title(topic));
        return first.equals(title(topic))
                ? "\n" + SchemaTables.of(schema)
                : "\nThe fields are those of [`" + first + "`](#" + anchor(first) + ").\n";
    }

    private static String parts(Map<String, String> parts) {
        return parts.entrySet().stream()
                .map(part -> "`" + part.getKey() + "`: " + part.getValue())
                .collect(Collectors.joining("<br>"));
    }

    private static void row(StringBuilder page, String name, String text) {
        page.append("| ").append(name).append(" | ").append(text).append(" |\n");
    }

    private static void table(StringBuilder page, String of, Map<String, String> rows) {
        if (!rows.isEmpty()) {
            page.append("\n| ").append(of).append(" | |\n| --- | --- |\n");
            rows.forEach((name, text) -> row(page, "`" + name + "`", text));
        }
    }

    /** The changelogs of Kafka Streams; no topology repartitions. */
    private static String internal(Map<String, List<String>> stores) {
        var text = new StringBuilder("""

                ## Internal topics

                These are no contract: Kafka Streams creates them for the state of its apps, their names and bytes may change with any
                version, and nobody else is to read or write them. A later version goes on with what an earlier one stored. No topology
                repartitions, so all of them are changelogs; with one that is deleted goes what its role knows.

                """);
        new TreeMap<>(stores)
                .forEach((role, names) -> text.append("- `")
                        .append(role)
                        .append("`: ")
                        .append(names.stream()
                                .sorted()
                                .map(store -> "`" + PREFIX + role + "-" + store + "-changelog`")
                                .collect(Collectors.joining(", ")))
                        .append('\n'));
        return text.toString();
    }

    /** What the settings of a topic mean. */
    private record Retention(Map<String, String> config) {
        static String of(Map<String, String> config) {
            String settings = new TreeMap<>(config)
                    .entrySet().stream()
                            .map(one -> "`" + one.getKey() + "=" + one.getValue() + "`")
                            .collect(Collectors.joining(", "));
            return new Retention(config).words() + ": " + settings;
        }

        private String words() {
            return config.getOrDefault("cleanup.policy", "").equals("compact")
                    ? "the last record of each key is kept, earlier ones go after " + time("max.compaction.lag.ms")
                    : "a record is kept for " + time("retention.ms");
        }

        private String time(String setting) {
            long days = Duration.ofMillis(Long.parseLong(config.getOrDefault(setting, "0")))
                    .toDays();
            return days == 1 ? "a day" : days + " days";
        }
    }
}
