package io.techinsights.factstore.query;

import io.techinsights.factstore.history.KeptRow;
import io.techinsights.factstore.history.RowReader;
import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.fact.FactRow;
import io.techinsights.schemas.json.JsonBytes;
import java.time.Instant;

/** A row, and until when the same was observed. It is read where somebody asks for it, and need not be to be written. */
public final class ObservedRow {
    private final RowReader reader;
    private final EntityRef entity;
    private final KeptRow kept;

    /**
     * @throws io.techinsights.streams.query.UnavailableException where it cannot be read now
     */
    ObservedRow(RowReader reader, EntityRef entity, KeptRow kept) {
        reader.require(entity, kept);
        this.reader = reader;
        this.entity = entity;
        this.kept = kept;
    }

    /** What was observed, at its first time. */
    public FactRow row() {
        return reader.read(entity, kept);
    }

    /** The time of the row where it was observed once. */
    public Instant lastObservedAt() {
        return Instant.ofEpochMilli(kept.lastObservedAt());
    }

    /** Writes upstream's form; {@code lastObservedAt} is added where it is later than {@code timestamp}. */
    void writeTo(JsonBytes out) {
        reader.write(entity, kept, out);
        if (!kept.isPoint()) {
            out.add(",\"lastObservedAt\":\"")
                    .add(FactRow.timestamp(lastObservedAt()))
                    .add('"');
        }
        out.add('}');
    }
}
