package io.techinsights.standalone.embedded.registry;

import static io.techinsights.standalone.embedded.registry.Answering.asking;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.techinsights.schemas.json.Json;
import io.vertx.ext.web.Router;
import java.util.List;

/** {@code /subjects}: what is registered under which name. */
final class SubjectRoutes {
    private final RegistryQueries queries;
    private final RegistryCommands commands;
    private final Answering answering;

    SubjectRoutes(RegistryQueries queries, RegistryCommands commands, Answering answering) {
        this.queries = queries;
        this.commands = commands;
        this.answering = answering;
    }

    void bindTo(Router router) {
        router.get("/subjects").handler(asking(this::subjects));
        router.post("/subjects/:subject").handler(asking(this::lookUp));
        router.delete("/subjects/:subject").handler(answering.telling(this::deleteSubject));
        router.get("/subjects/:subject/versions").handler(asking(this::versions));
        router.post("/subjects/:subject/versions").handler(answering.telling(this::register));
        router.get("/subjects/:subject/versions/:version").handler(asking(ask -> json(version(ask))));
        router.get("/subjects/:subject/versions/:version/schema")
                .handler(asking(ask -> Json.parse(version(ask).schema())));
        router.delete("/subjects/:subject/versions/:version").handler(answering.telling(this::deleteVersion));
    }

    private JsonNode subjects(Exchange ask) {
        ArrayNode names = Json.array();
        queries.subjects(ask.flag("deleted")).stream()
                .filter(subject -> subject.startsWith(ask.parameter("subjectPrefix")))
                .forEach(names::add);
        return names;
    }

    private JsonNode lookUp(Exchange ask) {
        return json(queries.lookUp(ask.subject(), ask.schema(), ask.flag("deleted")));
    }

    private JsonNode versions(Exchange ask) {
        return numbers(queries.versions(ask.subject(), ask.flag("deleted")).stream()
                .map(SchemaVersion::version)
                .toList());
    }

    private SchemaVersion version(Exchange ask) {
        return queries.version(ask.subject(), ask.version(), ask.flag("deleted"));
    }

    private JsonNode register(Exchange tell) {
        return Json.object().put("id", commands.register(tell.subject(), tell.schema()));
    }

    private JsonNode deleteSubject(Exchange tell) {
        return numbers(commands.deleteSubject(tell.subject(), tell.flag("permanent")));
    }

    private JsonNode deleteVersion(Exchange tell) {
        return Json.MAPPER
                .getNodeFactory()
                .numberNode(commands.deleteVersion(tell.subject(), tell.version(), tell.flag("permanent")));
    }

    private static ObjectNode json(SchemaVersion version) {
        return Json.object()
                .put("subject", version.subject())
                .put("version", version.version())
                .put("id", version.id())
                .put("schema", version.schema());
    }

    private static ArrayNode numbers(List<Integer> versions) {
        ArrayNode numbers = Json.array();
        versions.forEach(numbers::add);
        return numbers;
    }
}
