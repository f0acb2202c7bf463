package io.techinsights.factstore.lifecycle;

import io.techinsights.factstore.history.KeptRow;
import io.techinsights.factstore.history.RowReader;
import io.techinsights.factstore.ingest.AdmittedFact;
import io.techinsights.schemas.fact.FactRow;
import io.techinsights.streams.error.DeadLetters;
import io.techinsights.streams.query.UnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says whether a row that comes and one that is kept are the same to a reader: values, facts that are null, and version;
 * not the bytes, which another run, schema or order of fields changes.
 */
final class SameFacts {
    private static final Logger LOG = LoggerFactory.getLogger(SameFacts.class);
    private final RowReader rows;

    SameFacts(RowReader rows) {
        this.rows = rows;
    }

    /**
     * Compares. A row that cannot be read any more is the same as none, so that it holds nobody up.
     *
     * @throws UnavailableException where the schema registry has to be asked and does not answer
     */
    boolean test(AdmittedFact fact, KeptRow kept) {
        FactRow known;
        try {
            known = rows.read(fact.owner().entity(), kept);
        } catch (UnavailableException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.warn(
                    "A stored row of {} cannot be read and counts as another: {}", fact.owner(), DeadLetters.reason(e));
            return false;
        }
        FactRow row = rows.read(fact.owner().entity(), KeptRow.once(fact.observedAt(), fact.bytes()));
        return known.version().equals(row.version()) && known.facts().equals(row.facts());
    }
}
