package io.techinsights.retriever.push;

import io.techinsights.retriever.publish.SchemaPublisher;
import io.techinsights.schemas.fact.FactSchema;
import io.techinsights.schemas.registry.RegistryException;
import io.techinsights.streams.http.ApiException;
import io.techinsights.streams.query.UnavailableException;
import java.util.Optional;
import org.semver4j.Semver;

/** The schemas of what is pushed: announced by whoever pushes, unless a retriever here announces its own under that id. */
public final class PushedSchemas {
    private final SchemaPublisher schemas;

    public PushedSchemas(SchemaPublisher schemas) {
        this.schemas = schemas;
    }

    /**
     * What is announced under an id.
     *
     * @throws ApiException 404 where nothing is
     */
    FactSchema current(String id) {
        return schemas.current(id)
                .orElseThrow(() -> ApiException.notFound(
                        "No fact schema of '" + id + "' is announced: PUT /fact-schemas/" + id + " first"));
    }

    /** What is announced under the id of this schema; this one where nothing was. */
    FactSchema currentOr(FactSchema schema) {
        return schemas.current(schema.retrieverId()).orElseGet(() -> {
            register(schema);
            schemas.announce(schema);
            return schema;
        });
    }

    /**
     * Registers a schema, and announces it where it is not older than what is announced.
     *
     * @return what is announced now
     * @throws ApiException 409 where a retriever announces another, or the registry refuses
     */
    FactSchema put(FactSchema schema) {
        Optional<FactSchema> current = schemas.current(schema.retrieverId());
        if (current.filter(PushedSchemas::isRetrieved).isPresent()) {
            requireSame(current.get(), schema);
            return current.get();
        }
        register(schema);
        if (current.filter(now -> new Semver(schema.version()).isLowerThan(now.version()))
                .isPresent()) {
            return current.get();
        }
        schemas.announce(schema);
        return schema;
    }

    private static boolean isRetrieved(FactSchema schema) {
        return schema.origin().equals(FactSchema.ORIGIN_RETRIEVER);
    }

    private static void requireSame(FactSchema announced, FactSchema pushed) {
        boolean same = announced.version().equals(pushed.version())
                && announced.toJson().equals(pushed.toJson())
                && announced.topic().equals(pushed.topic());
        if (!same) {
            throw ApiException.conflict("The schema of '" + announced.retrieverId()
                    + "' is announced by the retriever of that id, version " + announced.version()
                    + ": push under another id");
        }
    }

    private void register(FactSchema schema) {
        try {
            schemas.register(schema);
        } catch (RegistryException.Refused e) {
            throw ApiException.conflict(
                    "The schema registry refuses this schema of '" + schema.retrieverId() + "': " + e.getMessage());
        } catch (RegistryException.Unavailable e) {
            throw new UnavailableException(String.valueOf(e.getMessage()));
        }
    }
}
