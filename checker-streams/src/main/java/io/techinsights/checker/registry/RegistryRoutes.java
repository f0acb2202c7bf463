package io.techinsights.checker.registry;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.techinsights.checker.check.CheckProblem;
import io.techinsights.checker.evaluate.Sweeps;
import io.techinsights.checker.query.CheckQueries;
import io.techinsights.schemas.avro.CheckDefinition;
import io.techinsights.schemas.json.Json;
import io.techinsights.streams.http.Api;
import io.techinsights.streams.http.ApiException;
import io.techinsights.streams.http.Reply;
import io.techinsights.streams.http.Request;
import io.techinsights.streams.http.Routes;
import io.techinsights.streams.query.UnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.state.HostInfo;

/** One check: how it is defined, where that came from, what it was before; and, where that is allowed, putting another there. */
public final class RegistryRoutes implements Routes {
    private static final String READ = "tech-insights.check.read";
    private static final String EDIT = "tech-insights.check.edit";

    /** One that is slow is left out, and that is said. */
    private static final Duration PEER_PATIENCE = Duration.ofSeconds(2);

    private final CheckRegistry registry;
    private final DraftReader drafts;
    private final Sweeps sweeps;
    private final CheckQueries queries;
    private final boolean editable;

    /**
     * @param queries knows the other instances
     * @param editable whether requests may change checks
     */
    public RegistryRoutes(
            CheckRegistry registry, DraftReader drafts, Sweeps sweeps, CheckQueries queries, boolean editable) {
        this.registry = registry;
        this.drafts = drafts;
        this.sweeps = sweeps;
        this.queries = queries;
        this.editable = editable;
    }

    @Override
    public void bindTo(Api api) {
        api.getSlow("/checks/:id", READ, this::describe);
        api.get("/checks/:id/history", READ, this::history);
        api.put("/checks/:id", EDIT, this::put);
        api.delete("/checks/:id", EDIT, this::delete);
    }

    private Reply describe(Request request) {
        String id = request.path("id");
        CheckDefinition definition = registry.definition(id).orElseThrow(() -> notRegistered(id));
        ObjectNode json = json(definition);
        json.put("editable", editable && !DefinitionChanges.isOwned(definition));
        registry.check(definition).ifPresent(check -> note(json, drafts.warnings(check)));
        json.set("reevaluation", reevaluation(request, definition));
        return Reply.ok(json);
    }

    /** How far all instances are with judging by the newest definition. */
    private ObjectNode reevaluation(Request request, CheckDefinition definition) {
        var all = new Reevaluation(sweeps, definition);
        if (!request.isFromPeer()) {
            for (HostInfo peer : queries.peers()) {
                try {
                    all.add(request.askPeer(peer, MissingNode.getInstance(), PEER_PATIENCE));
                } catch (UnavailableException e) {
                    all.miss();
                }
            }
        }
        return all.toJson();
    }

    private static void note(ObjectNode json, List<CheckProblem> warnings) {
        if (!warnings.isEmpty()) {
            json.set("warnings", CheckProblem.toJson(warnings));
        }
    }

    private Reply history(Request request) {
        String id = request.path("id");
        List<CheckDefinition> history = registry.history(id);
        if (history.isEmpty()) {
            throw notRegistered(id);
        }
        ArrayNode list = Json.array();
        history.forEach(definition -> list.add(json(definition).put("withdrawn", definition.getWithdrawn())));
        return Reply.ok(list);
    }

    private static ObjectNode json(CheckDefinition definition) {
        ObjectNode json = Json.object().put("id", definition.getId());
        json.set("check", Json.parse(definition.getDefinition()));
        return json.put("origin", definition.getOrigin())
                .put("contentHash", definition.getContentHash())
                .put("version", definition.getVersion())
                .put("updatedAt", definition.getUpdatedAt().toString());
    }

    private Reply put(Request request) {
        requireEditable();
        String id = request.path("id");
        DraftReader.Draft draft = drafts.read(id, request.requiredBody());
        Edit edit = registry.put(draft.check());
        if (edit instanceof Edit.Done done) {
            return described(done.isNew() ? 201 : 200, done.definition(), draft.warnings());
        }
        if (edit instanceof Edit.Unchanged unchanged) {
            return described(200, unchanged.definition(), draft.warnings());
        }
        throw owned(id);
    }

    private static Reply described(int status, CheckDefinition definition, List<CheckProblem> warnings) {
        ObjectNode json = json(definition);
        note(json, warnings);
        return Reply.of(status, json);
    }

    private Reply delete(Request request) {
        requireEditable();
        String id = request.path("id");
        Edit edit = registry.delete(id);
        if (edit instanceof Edit.Done) {
            return Reply.of(204, null);
        }
        throw edit instanceof Edit.Owned ? owned(id) : notRegistered(id);
    }

    private void requireEditable() {
        if (!editable) {
            throw new ApiException(
                    403,
                    "NotAllowedError",
                    "Checks come from the configuration files alone; techInsights.checks.editable lets requests edit them",
                    Map.of());
        }
    }

    private static ApiException owned(String id) {
        return ApiException.conflict("Check '" + id + "' is held by a configuration file: edit it there");
    }

    private static ApiException notRegistered(String id) {
        return ApiException.notFound("Tech insight check with id '" + id + "' is not registered.");
    }
}
