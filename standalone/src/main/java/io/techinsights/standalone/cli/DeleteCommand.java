package io.techinsights.standalone.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes checks away from the registry of an instance, each on its own. */
@Command(
        name = "delete",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Deletes checks, and with them their results, from an instance whose techInsights.checks.editable is on.",
            "Exit code 0: all are gone; 1: some were refused."
        })
final class DeleteCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ID", arity = "1..*", description = "Ids of checks")
    @SuppressWarnings("NullAway.Init")
    private List<String> ids;

    @Mixin
    private final RemoteChecks remote = new RemoteChecks();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        int refused = 0;
        for (String id : ids) {
            try {
                remote.delete(id);
                out.println("deleted " + id);
            } catch (IllegalStateException e) {
                spec.commandLine().getErr().println(e.getMessage());
                refused++;
            }
        }
        out.flush();
        return refused == 0 ? 0 : 1;
    }
}
