package io.techinsights.standalone.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.json.Json;
import java.io.PrintWriter;
import java.net.http.HttpRequest;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Works with retrievers: tries one offline, and those of an instance that runs. */
@Command(
        name = "retrievers",
        mixinStandardHelpOptions = true,
        description = "Tries retrievers offline, and works with those of an instance.",
        subcommands = TryRetrieverCommand.class)
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

    /** Exit code 0 where the instance answers. */
    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = "Lists the retrievers, with what their latest run did and when the next is due.")
    int list(@Mixin RemoteInstance instance) {
        var table = new Table("RETRIEVER", "CADENCE", "OUTCOME", "ROWS", "STARTED", "NEXT", "ERROR");
        get(instance, "/retrievers", "the retrievers").path("retrievers").forEach(retriever -> {
            JsonNode run = retriever.path("lastRun");
            table.row(
                    text(retriever, "id"),
                    text(retriever, "cadence"),
                    text(run, "outcome"),
                    text(run, "rows"),
                    text(run, "startedAt"),
                    text(retriever, "nextDueAt"),
                    text(run, "error"));
        });
        return print(table);
    }

    /** Exit code 0 where the instance knows the retriever. */
    @Command(
            name = "runs",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = "Lists the last runs of a retriever, the newest first.")
    int runs(
            @Parameters(paramLabel = "ID", description = "The id of the retriever") String id,
            @Mixin RemoteInstance instance) {
        var table = new Table("RUN", "TRIGGER", "OUTCOME", "ROWS", "REFUSED", "STARTED", "ENDED", "MISSED", "ERROR");
        get(instance, "/retrievers/" + RemoteInstance.segment(id) + "/runs", "retriever '" + id + "'")
                .path("runs")
                .forEach(run -> table.row(
                        text(run, "number"),
                        text(run, "trigger"),
                        text(run, "outcome"),
                        text(run, "rows"),
                        text(run, "refused"),
                        text(run, "startedAt"),
                        text(run, "endedAt"),
                        text(run, "missed"),
                        text(run, "error")));
        return print(table);
    }

    /** Exit code 0 where its owner was asked. */
    @Command(
            name = "run",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = "Asks the instance that owns a retriever to run it now; 'runs' tells what came of it.")
    int run(
            @Parameters(paramLabel = "ID", description = "The id of the retriever") String id,
            @Mixin RemoteInstance instance) {
        String path = "/retrievers/" + RemoteInstance.segment(id) + "/run";
        JsonNode answer = post(instance, path, Json.object(), "retriever '" + id + "'");
        return say("asked at " + text(answer, "requestedAt") + ": " + id);
    }

    /** Exit code 0 where the owners were asked. */
    @Command(
            name = "refresh",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = "Has retrievers observe one entity now, which leaves their schedule alone.")
    int refresh(
            @Parameters(paramLabel = "REF", description = "The entity, as kind:namespace/name") String entity,
            @Option(names = "--id", paramLabel = "ID", description = "Only this retriever. May be repeated.")
                    List<String> ids,
            @Mixin RemoteInstance instance) {
        EntityRef ref = EntityRef.parse(entity);
        String path = "/facts/refresh/" + RemoteInstance.segment(ref.namespace()) + "/"
                + RemoteInstance.segment(ref.kind()) + "/" + RemoteInstance.segment(ref.name());
        ObjectNode body = Json.object();
        if (ids != null) {
            ids.forEach(body.putArray("factRetrieverIds")::add);
        }
        JsonNode answer = post(instance, path, body, entity);
        return say("asked at " + text(answer, "requestedAt") + ": " + answer.path("factRetrieverIds"));
    }

    private static JsonNode get(RemoteInstance instance, String path, String what) {
        return Json.parse(
                RemoteInstance.succeeded(instance.send("GET", path, HttpRequest.BodyPublishers.noBody()), what));
    }

    private static JsonNode post(RemoteInstance instance, String path, JsonNode body, String what) {
        return Json.parse(RemoteInstance.succeeded(
                instance.send("POST", path, HttpRequest.BodyPublishers.ofString(Json.write(body))), what));
    }

    private static String text(JsonNode json, String name) {
        JsonNode value = json.path(name);
        return value.isNull() || value.isMissingNode() ? "-" : value.asText();
    }

    private int print(Table table) {
        PrintWriter out = spec.commandLine().getOut();
        table.print(out);
        out.flush();
        return 0;
    }

    private int say(String what) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(what);
        out.flush();
        return 0;
    }
}
