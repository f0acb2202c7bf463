package io.techinsights.checker.draft;

import io.techinsights.schemas.entity.EntityFilter;
import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.fact.FactRow;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** What is retained of the rows of a check's retrievers, up to the end there was when this was opened. */
interface FactLog extends AutoCloseable {
    /** Takes what is read of a partition. */
    interface Visitor {
        /** A row, in the order of its topic; of several topics the row that was observed first. */
        void row(FactRow row);

        /** A record that the fact store does not take. */
        void refused();

        /**
         * More records were passed, whosever they are.
         *
         * @return whether to go on
         */
        boolean passed(long records);
    }

    /** How many partitions there are. */
    int partitions();

    /** How many records there are to pass, about. */
    long size();

    /**
     * Reads a partition from what is the first of it to the end.
     *
     * @return whether it came there
     * @throws io.techinsights.streams.query.UnavailableException where it cannot be read now
     */
    boolean read(int partition, Visitor visitor);

    /**
     * Whether a filter selects each entity that the catalog has in a partition; empty where that took too long.
     *
     * @throws io.techinsights.streams.query.UnavailableException where it cannot be read now
     */
    Optional<Map<EntityRef, Boolean>> selected(int partition, EntityFilter filter, BooleanSupplier goOn);

    @Override
    void close();
}
