package io.techinsights.checker.draft;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.checker.evaluate.CheckSet;
import io.techinsights.checker.evaluate.CheckerTypes;
import io.techinsights.checker.registry.DraftReader;
import io.techinsights.checker.registry.DraftReader.Draft;
import io.techinsights.schemas.fact.FactSchema;
import io.techinsights.schemas.json.Json;
import io.techinsights.streams.http.ApiException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Checks that are tried: read out of a request, and compiled alone. */
final class Drafts {
    /** The id of a draft that has none. */
    static final String DEFAULT_ID = "draft";

    /** A larger one would compile for too long, and compiling cannot be stopped. */
    private static final int MAX_LENGTH = 64 * 1024;

    private final CheckerTypes types;
    private final DraftReader reader;

    /**
     * @param schemas what each retriever announced
     */
    Drafts(CheckerTypes types, Function<String, Optional<FactSchema>> schemas) {
        this.types = types;
        this.reader = new DraftReader(types, schemas);
    }

    /**
     * Reads the key {@code check} of a body.
     *
     * @throws ApiException 400 naming everything that is wrong, 403 where its rule is code
     */
    Draft read(JsonNode check) {
        if (!check.isObject()) {
            throw ApiException.badRequest("'check' must be a check, but is "
                    + (check.isMissingNode()
                            ? "missing"
                            : "a " + check.getNodeType().name().toLowerCase(Locale.ROOT)));
        }
        int length = Json.write(check).length();
        if (length > MAX_LENGTH) {
            throw ApiException.badRequest(
                    "'check' is " + length + " characters long: expected " + MAX_LENGTH + " at the most");
        }
        return reader.read(check.path("id").asText(DEFAULT_ID), check);
    }

    /** Compiles a draft alone; to be closed. */
    CheckSet compile(Draft draft) {
        return CheckSet.of(List.of(draft.check()), types);
    }
}
