package io.techinsights.standalone.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.flipkart.zjsonpatch.JsonDiff;
import io.techinsights.checker.check.Check;
import io.techinsights.checker.evaluate.CheckerTypes;
import io.techinsights.schemas.json.Json;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what applying a file would change. */
@Command(
        name = "diff",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Says what 'checks apply' of a file would change, and changes nothing.",
            "'+' is a new check, '~' one that becomes another, with the steps of a JSON Patch (RFC 6902).",
            "Exit code 0: nothing would change; 1: something would."
        })
final class DiffCommand implements Callable<Integer> {
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
        boolean same = true;
        for (Check check : ChecksCommand.read(file, CheckerTypes.onClassPath()).checks()) {
            Optional<JsonNode> there = remote.find(check.id());
            if (there.isEmpty()) {
                out.println("+ " + check.id());
                same = false;
            } else if (!there.get().equals(check.json())) {
                out.println("~ " + check.id());
                JsonDiff.asJson(there.get(), check.json()).forEach(step -> out.println("    " + Json.write(step)));
                same = false;
            }
        }
        out.flush();
        return same ? 0 : 1;
    }
}
