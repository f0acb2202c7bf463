package io.techinsights.standalone.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.schemas.json.Json;
import java.io.PrintWriter;
import java.net.http.HttpRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Works with the retrievers of an instance that runs. */
@Command(
        name = "retrievers",
        mixinStandardHelpOptions = true,
        description = "Works with the retrievers of an instance.")
public final class RetrieversCommand {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    /** Exit code 0 where it is forgotten, 1 where the instance refuses. */
    @Command(
            name = "forget",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description =
                    "Forgets a retriever that was removed: its schema, and all its facts of every entity. They are"
                            + " gone for readers at once, and are deleted in the background; checks that read them say"
                            + " NOT_REPORTED. What comes of it later is refused, until it is announced again.")
    int forget(
            @Parameters(paramLabel = "ID", description = "The id of the retriever") String id,
            @Option(names = "--dry-run", description = "Only say how much would be forgotten") boolean dryRun,
            @Mixin RemoteInstance instance) {
        String path = "/fact-schemas/" + RemoteInstance.segment(id) + "?dryRun=" + dryRun;
        JsonNode answer = Json.parse(RemoteInstance.succeeded(
                instance.send("DELETE", path, HttpRequest.BodyPublishers.noBody()), "retriever '" + id + "'"));
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                "%s %s: %d rows of %d entities%s%n",
                dryRun ? "would forget" : "forgot",
                id,
                answer.path("rows").asLong(),
                answer.path("entities").asLong(),
                answer.path("rows").asLong() == 0
                        ? ""
                        : ", observed from " + answer.path("oldest").asText() + " to "
                                + answer.path("newest").asText());
        out.flush();
        return 0;
    }
}
