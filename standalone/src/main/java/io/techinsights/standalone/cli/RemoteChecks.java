package io.techinsights.standalone.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.checker.check.Check;
import io.techinsights.schemas.json.Json;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import picocli.CommandLine.Mixin;

/** The checks of an instance that runs. */
final class RemoteChecks {
    @Mixin
    private final RemoteInstance instance = new RemoteInstance();

    /** The check of this id as the instance has it. */
    Optional<JsonNode> find(String id) {
        HttpResponse<String> answer = send("GET", id, HttpRequest.BodyPublishers.noBody());
        if (answer.statusCode() == 404) {
            return Optional.empty();
        }
        return Optional.of(Json.canonical(Json.parse(succeeded(answer, id)).path("check")));
    }

    /**
     * Puts a check there.
     *
     * @throws IllegalStateException with what the instance says where it refuses
     */
    void put(Check check) {
        succeeded(send("PUT", check.id(), HttpRequest.BodyPublishers.ofString(Json.write(check.json()))), check.id());
    }

    /**
     * Takes a check away.
     *
     * @throws IllegalStateException with what the instance says where it refuses
     */
    void delete(String id) {
        succeeded(send("DELETE", id, HttpRequest.BodyPublishers.noBody()), id);
    }

    private HttpResponse<String> send(String method, String id, HttpRequest.BodyPublisher body) {
        return instance.send(method, "/checks/" + RemoteInstance.segment(id), body);
    }

    private static String succeeded(HttpResponse<String> answer, String id) {
        return RemoteInstance.succeeded(answer, "check '" + id + "'");
    }
}
