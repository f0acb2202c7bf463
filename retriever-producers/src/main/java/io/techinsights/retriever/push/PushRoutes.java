package io.techinsights.retriever.push;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.retriever.http.RetrieverPermissions;
import io.techinsights.schemas.fact.FactSchema;
import io.techinsights.schemas.json.Json;
import io.techinsights.schemas.topic.Topics;
import io.techinsights.streams.http.Api;
import io.techinsights.streams.http.Reply;
import io.techinsights.streams.http.Routes;

/** Facts that are pushed rather than retrieved: somebody announces a schema, then posts rows. */
public final class PushRoutes implements Routes {
    private final PushedSchemas schemas;
    private final Topics topics;
    private final FactPush push;

    public PushRoutes(PushedSchemas schemas, Topics topics, FactPush push) {
        this.schemas = schemas;
        this.topics = topics;
        this.push = push;
    }

    @Override
    public void bindTo(Api api) {
        api.put(
                "/fact-schemas/:retrieverId",
                RetrieverPermissions.UPDATE,
                request -> putSchema(request.path("retrieverId"), request.requiredBody()));
        api.post(
                "/facts/:retrieverId",
                RetrieverPermissions.UPDATE,
                request -> postFacts(request.path("retrieverId"), PushBody.read(request, "facts")));
    }

    Reply putSchema(String id, JsonNode body) {
        FactSchema schema = SchemaBody.read(id, body, topics);
        FactSchema latest = schemas.put(schema);
        return Reply.ok(
                Json.object().put("id", id).put("version", schema.version()).put("latestVersion", latest.version()));
    }

    Reply postFacts(String id, PushBody body) {
        return push.take(schemas.current(id), body);
    }
}
