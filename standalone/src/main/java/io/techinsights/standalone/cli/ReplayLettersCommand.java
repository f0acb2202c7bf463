package io.techinsights.standalone.cli;

import io.techinsights.standalone.cli.DeadLettersOptions.Connected;
import io.techinsights.streams.letters.Letter;
import io.techinsights.streams.letters.LetterAddress;
import io.techinsights.streams.letters.Replay;
import io.techinsights.streams.letters.ReplayOutcome;
import io.techinsights.streams.letters.ReplaySettings;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts records back. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Puts the records of dead letters back on their topics, as they came: key, value, headers, timestamp and",
            "partition. Each is put back once, whoever asks how often; one that was is skipped.",
            "Exit code 0: all lie there again; 1: some cannot be put back, or the broker cannot be reached."
        },
        footer = {
            "%nExamples:",
            "  bin/tech-insights dead-letters replay facts-0@12 checks-3@7 --config app-config.yaml",
            "  bin/tech-insights dead-letters replay --all --role facts --topic facts --dry-run",
            "  bin/tech-insights dead-letters replay --all --reason-contains 'belongs into partition' --by-key"
        })
final class ReplayLettersCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "ADDRESS",
            arity = "0..*",
            description = "As 'dead-letters list' prints it, facts-0@12 say")
    private List<String> addresses = new ArrayList<>();

    @Option(names = "--all", description = "All that the options below select, instead of addresses")
    private boolean all;

    @Option(names = "--role", paramLabel = "ROLE", description = "With --all: of this role only. May be repeated.")
    private Set<String> roles = new LinkedHashSet<>();

    @Option(
            names = "--topic",
            paramLabel = "TOPIC",
            description = "With --all: of records of this topic only, with or without the prefix")
    private @Nullable String topic;

    @Option(
            names = "--reason-contains",
            paramLabel = "TEXT",
            description = "With --all: whose reason contains this only")
    private @Nullable String reason;

    @Option(names = "--dry-run", description = "Only say what would be done")
    private boolean dryRun;

    @Option(
            names = "--by-key",
            description = "Into the partition where the key belongs, not the one where the record lay")
    private boolean byKey;

    @Option(
            names = "--force",
            description = "On a compacted topic: also over a newer record of the same key, which it replaces")
    private boolean force;

    @Mixin
    private final DeadLettersOptions options = new DeadLettersOptions();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        Set<LetterAddress> asked =
                addresses.stream().map(options::address).collect(Collectors.toCollection(LinkedHashSet::new));
        requireSelection(asked);
        roles.forEach(options::role);
        return options.connected(connected -> replay(connected, asked));
    }

    private void requireSelection(Set<LetterAddress> asked) {
        if (asked.isEmpty() == !all) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "Say which letters: either their addresses, or --all");
        }
        if (!all && (!roles.isEmpty() || topic != null || reason != null)) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(),
                    "--role, --topic and --reason-contains select among --all, not among addresses");
        }
    }

    private int replay(Connected connected, Set<LetterAddress> asked) {
        var told = new Told(spec.commandLine().getOut(), dryRun ? "would be replayed" : "replayed");
        var replay = new Replay(
                connected.letters(),
                connected.broker(),
                new ReplaySettings(
                        connected.kafka().prefix() + "dead-letters.replay",
                        connected.kafka().producer(),
                        new KeyPlacement(connected.topics()),
                        byKey,
                        force));
        Predicate<Letter> wanted =
                all ? letter -> isSelected(connected, letter) : letter -> asked.contains(letter.address());
        if (dryRun) {
            replay.plan(wanted, told);
        } else {
            replay.run(wanted, told);
        }
        asked.stream().filter(address -> !told.addresses.contains(address)).forEach(told::missing);
        return told.finish();
    }

    private boolean isSelected(Connected connected, Letter letter) {
        return (roles.isEmpty() || roles.contains(letter.address().role()))
                && (topic == null || connected.isTopic(topic, letter.origin().topic()))
                && (reason == null || letter.reason().contains(reason));
    }

    /** Prints what becomes of each letter as it happens, and counts. */
    private static final class Told implements Consumer<ReplayOutcome> {
        private final PrintWriter out;
        private final String verb;
        private final Set<LetterAddress> addresses = new HashSet<>();
        private int done;
        private int already;
        private int refused;

        Told(PrintWriter out, String verb) {
            this.out = out;
            this.verb = verb;
        }

        @Override
        public void accept(ReplayOutcome outcome) {
            addresses.add(outcome.letter().address());
            if (outcome instanceof ReplayOutcome.Done) {
                done++;
            } else if (outcome instanceof ReplayOutcome.Already) {
                already++;
            } else {
                refused++;
            }
            out.println(LetterText.oneLine(outcome.describe()));
            out.flush();
        }

        void missing(LetterAddress address) {
            refused++;
            out.println("There is no dead letter " + address + ": 'dead-letters list' says which there are");
        }

        int finish() {
            out.println(done + " " + verb + ", " + already + " were already, " + refused + " cannot be");
            out.flush();
            return refused == 0 ? 0 : 1;
        }
    }
}
