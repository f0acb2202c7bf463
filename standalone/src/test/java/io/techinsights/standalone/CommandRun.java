package io.techinsights.standalone;

import java.io.PrintWriter;
import java.io.StringWriter;

/** A command that was executed in the test's process, and what it said. */
record CommandRun(int exitCode, String out, String err) {
    static CommandRun of(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        int exitCode = TechInsights.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
        return new CommandRun(exitCode, out.toString(), err.toString());
    }
}
