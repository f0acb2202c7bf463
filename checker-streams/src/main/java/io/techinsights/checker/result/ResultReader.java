package io.techinsights.checker.result;

import io.techinsights.schemas.avro.CheckResult;
import io.techinsights.schemas.registry.RegistryException;
import io.techinsights.schemas.registry.WireFormat;
import io.techinsights.schemas.topic.Topic;
import io.techinsights.schemas.topic.Topics;
import io.techinsights.streams.http.HttpServer;
import io.techinsights.streams.query.UnavailableException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.SchemaNormalization;

/** Reads results as the store holds them, whichever version of their schema they were written with. */
public final class ResultReader {
    private static final String TODAYS = SchemaNormalization.toParsingForm(CheckResult.getClassSchema());

    private final Topics topics;
    private final Topic<?, CheckResult> topic;

    /** By the id of a schema, whether its records lie in bytes as today's do. */
    private final Map<Integer, Boolean> todays = new ConcurrentHashMap<>();

    public ResultReader(Topics topics) {
        this.topics = topics;
        this.topic = topics.checkResults();
    }

    /**
     * Reads one.
     *
     * @throws UnavailableException where the schema registry has to be asked and does not answer, or may not be waited for
     */
    public StoredResult read(byte[] stored) {
        return isTodays(WireFormat.schemaId(stored))
                ? new ResultBytes(stored).read(() -> whole(stored))
                : StoredResult.of(whole(stored));
    }

    private CheckResult whole(byte[] stored) {
        return topic.value().deserializer().deserialize(topic.name(), stored);
    }

    private boolean isTodays(int schemaId) {
        Boolean known = todays.get(schemaId);
        if (known != null) {
            return known;
        }
        if (HttpServer.isServing()) {
            throw new UnavailableException("the schema of this result has to be fetched first");
        }
        try {
            boolean same = SchemaNormalization.toParsingForm(topics.registry().byId(schemaId))
                    .equals(TODAYS);
            todays.put(schemaId, same);
            return same;
        } catch (RegistryException.Unavailable e) {
            throw new UnavailableException(String.valueOf(e.getMessage()));
        }
    }
}
