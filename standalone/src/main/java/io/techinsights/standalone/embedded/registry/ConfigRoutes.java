package io.techinsights.standalone.embedded.registry;

import static io.techinsights.standalone.embedded.registry.Answering.asking;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.schemas.json.Json;
import io.techinsights.schemas.registry.CompatibilityLevel;
import io.vertx.ext.web.Router;
import org.jspecify.annotations.Nullable;

/** {@code /config} and {@code /mode}: how strict the registry is, and whether it takes anything. */
final class ConfigRoutes {
    private final RegistryQueries queries;
    private final RegistryCommands commands;
    private final Answering answering;

    ConfigRoutes(RegistryQueries queries, RegistryCommands commands, Answering answering) {
        this.queries = queries;
        this.commands = commands;
        this.answering = answering;
    }

    void bindTo(Router router) {
        router.get("/config").handler(asking(ask -> level(queries.defaultLevel())));
        router.put("/config").handler(answering.telling(tell -> choose(null, tell)));
        router.delete("/config").handler(answering.telling(tell -> level(commands.dropLevel(null))));
        router.get("/config/:subject").handler(asking(this::subjectLevel));
        router.put("/config/:subject").handler(answering.telling(tell -> choose(tell.subject(), tell)));
        router.delete("/config/:subject").handler(answering.telling(tell -> level(commands.dropLevel(tell.subject()))));
        router.get("/mode").handler(asking(ask -> mode(queries.mode())));
        router.put("/mode").handler(answering.telling(this::chooseMode));
    }

    private JsonNode subjectLevel(Exchange ask) {
        return level(
                ask.flag("defaultToGlobal") ? queries.effectiveLevel(ask.subject()) : queries.level(ask.subject()));
    }

    private JsonNode choose(@Nullable String subject, Exchange tell) {
        var level = level(tell.body().path("compatibility").textValue());
        commands.chooseLevel(subject, level);
        return Json.object().put("compatibility", level.name());
    }

    private JsonNode chooseMode(Exchange tell) {
        var mode = Mode.of(tell.body().path("mode").textValue());
        commands.chooseMode(mode);
        return mode(mode);
    }

    private static CompatibilityLevel level(@Nullable String name) {
        return CompatibilityLevel.of(name)
                .orElseThrow(() -> RegistryProblem.invalidSetting(
                        42203, "compatibility level", name, String.join(", ", CompatibilityLevel.names())));
    }

    private static JsonNode level(CompatibilityLevel level) {
        return Json.object().put("compatibilityLevel", level.name());
    }

    private static JsonNode mode(Mode mode) {
        return Json.object().put("mode", mode.name());
    }
}
