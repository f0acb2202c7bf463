package io.techinsights.checker.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.techinsights.checker.evaluate.Sweeps;
import io.techinsights.schemas.avro.CheckDefinition;
import io.techinsights.schemas.json.Json;
import io.techinsights.streams.http.Reply;

/** How far entities are judged by a definition, summed up over instances. */
final class Reevaluation {
    private boolean inForce;
    private boolean underWay;
    private long done;
    private long total;
    private boolean allInstances = true;

    /** Begins with this instance. */
    Reevaluation(Sweeps sweeps, CheckDefinition definition) {
        String id = definition.getId();
        inForce = sweeps.isInForce(id, definition.getContentHash());
        for (Sweeps.Progress progress : sweeps.of(id)) {
            underWay = true;
            done += progress.done();
            total += progress.total();
        }
    }

    /** Adds what another instance answers. */
    void add(Reply reply) {
        JsonNode body = reply.body();
        JsonNode there = body == null ? MissingNode.getInstance() : body.path("reevaluation");
        if (reply.status() != 200 || there.isMissingNode()) {
            miss();
            return;
        }
        inForce &= there.path("inForce").asBoolean();
        underWay |= there.path("underWay").asBoolean();
        done += there.path("entitiesDone").asLong();
        total += there.path("entities").asLong();
    }

    /** Another instance could not be asked. */
    void miss() {
        allInstances = false;
    }

    ObjectNode toJson() {
        return Json.object()
                .put("inForce", inForce)
                .put("underWay", underWay)
                .put("entitiesDone", done)
                .put("entities", total)
                .put("allInstances", allInstances);
    }
}
