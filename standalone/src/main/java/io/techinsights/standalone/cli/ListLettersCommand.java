package io.techinsights.standalone.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.techinsights.schemas.json.Json;
import io.techinsights.streams.letters.Letter;
import io.techinsights.streams.letters.LetterList;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says which letters there are. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Lists the dead letters, the newest last, and counts them by role and by kind of reason.",
            "Those whose records were replayed are left out."
        },
        footer = {
            "%nExamples:",
            "  bin/tech-insights dead-letters list --config app-config.yaml",
            "  bin/tech-insights dead-letters list --role facts --topic facts --since 24h --limit 20",
            "  bin/tech-insights dead-letters list --all --json"
        })
final class ListLettersCommand implements Callable<Integer> {
    @Option(names = "--role", paramLabel = "ROLE", description = "Of this role only. May be repeated.")
    private Set<String> roles = new LinkedHashSet<>();

    @Option(
            names = "--topic",
            paramLabel = "TOPIC",
            description = "Of records of this topic only, with or without the prefix")
    private @Nullable String topic;

    @Option(
            names = "--since",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description = "Written within this time only: 90s, 15m, 24h, 7d, or as ISO 8601 has it, PT1H30M")
    private @Nullable Duration since;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "100",
            description = "So many at most, the newest; all are counted. 0: all. Default: ${DEFAULT-VALUE}")
    private int limit;

    @Option(names = "--all", description = "Also those that were replayed")
    private boolean all;

    @Option(names = "--json", description = "As a JSON object with letters, roles and reasons")
    private boolean json;

    @Mixin
    private final DeadLettersOptions options = new DeadLettersOptions();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    private final InstantSource clock = InstantSource.system();

    @Override
    public Integer call() {
        roles.forEach(options::role);
        return options.connected(connected -> {
            Optional<Instant> from = Optional.ofNullable(since).map(clock.instant()::minus);
            LetterList list = connected.letters().list(from);
            String asked = topic;
            List<Letter> letters = list.letters().stream()
                    .filter(letter ->
                            roles.isEmpty() || roles.contains(letter.address().role()))
                    .filter(letter -> asked == null
                            || connected.isTopic(asked, letter.origin().topic()))
                    .filter(letter -> all || !list.isReplayed(letter))
                    .sorted(Comparator.comparing(Letter::at).thenComparing(Letter::address))
                    .toList();
            PrintWriter out = spec.commandLine().getOut();
            List<Letter> shown = limit <= 0 || letters.size() <= limit
                    ? letters
                    : letters.subList(letters.size() - limit, letters.size());
            if (json) {
                out.println(json(list, letters, shown).toPrettyString());
            } else {
                print(out, list, letters, shown);
            }
            out.flush();
            return 0;
        });
    }

    private static void print(PrintWriter out, LetterList list, List<Letter> letters, List<Letter> shown) {
        var table = new Table("ADDRESS", "WRITTEN", "ORIGIN", "KEY", "SIZE", "REASON");
        shown.forEach(letter -> table.row(
                letter.address().toString(),
                letter.at().toString(),
                letter.origin().toString(),
                LetterText.key(letter),
                LetterText.size(letter.size()),
                (list.isReplayed(letter) ? "(replayed) " : "") + LetterText.reason(letter)));
        if (!shown.isEmpty()) {
            table.print(out);
        }
        String roles = counts(letters, letter -> letter.address().role()).entrySet().stream()
                .map(role -> role.getKey() + " " + role.getValue())
                .collect(Collectors.joining(", "));
        out.println(letters.size()
                + (letters.size() == 1 ? " dead letter" : " dead letters")
                + (roles.isEmpty() ? "" : ": " + roles)
                + (shown.size() < letters.size() ? "; the newest " + shown.size() + " are shown" : ""));
        byCount(letters).forEach(kind -> out.printf("%8d × %s%n", kind.getValue(), kind.getKey()));
    }

    private static Map<String, Long> counts(List<Letter> letters, Function<Letter, String> by) {
        return letters.stream().collect(Collectors.groupingBy(by, TreeMap::new, Collectors.counting()));
    }

    private static List<Map.Entry<String, Long>> byCount(List<Letter> letters) {
        return counts(letters, Letter::kind).entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .toList();
    }

    private static ObjectNode json(LetterList list, List<Letter> letters, List<Letter> shown) {
        ObjectNode json = Json.object().put("count", letters.size());
        ObjectNode roles = json.putObject("roles");
        counts(letters, letter -> letter.address().role()).forEach(roles::put);
        ObjectNode reasons = json.putObject("reasons");
        byCount(letters).forEach(kind -> reasons.put(kind.getKey(), kind.getValue()));
        var array = json.putArray("letters");
        shown.forEach(letter -> array.add(LetterJson.of(letter, list.isReplayed(letter))));
        return json;
    }
}
