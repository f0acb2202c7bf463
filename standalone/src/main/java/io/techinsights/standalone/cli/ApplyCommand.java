package io.techinsights.standalone.cli;

import io.techinsights.checker.check.Check;
import io.techinsights.checker.evaluate.CheckerTypes;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts the checks of a file into the registry of an instance. One that is refused does not hold up the others. */
@Command(
        name = "apply",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Puts the checks of a file into an instance whose techInsights.checks.editable is on.",
            "Nothing is deleted. Exit code 0: all are there; 1: some were refused."
        })
final class ApplyCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "Configuration with techInsights.factChecker.checks")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Mixin
    private final RemoteChecks remote = new RemoteChecks();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        int refused = 0;
        for (Check check : ChecksCommand.read(file, CheckerTypes.onClassPath()).checks()) {
            try {
                out.println(apply(check) + " " + check.id());
            } catch (IllegalStateException e) {
                err.println(e.getMessage());
                refused++;
            }
        }
        out.flush();
        return refused == 0 ? 0 : 1;
    }

    private String apply(Check check) {
        Optional<?> there = remote.find(check.id());
        if (there.isPresent() && there.get().equals(check.json())) {
            return "unchanged";
        }
        remote.put(check);
        return there.isPresent() ? "changed" : "created";
    }
}
