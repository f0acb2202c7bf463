package io.techinsights.checker.draft;

import com.fasterxml.jackson.databind.node.IntNode;
import io.techinsights.schemas.entity.EntityFilter;
import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.fact.FactRow;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Rows in memory, one partition a list. */
record FakeLog(List<List<FactRow>> rows, Map<EntityRef, Boolean> chosen) implements FactLog {
    FakeLog(List<List<FactRow>> rows) {
        this(rows, Map.of());
    }

    /** A row of the fact {@code n}. */
    static FactRow row(String entity, String retriever, String at, int n) {
        return new FactRow(
                retriever, "1.0.0", EntityRef.parse(entity), Instant.parse(at), null, Map.of("n", IntNode.valueOf(n)));
    }

    @Override
    public int partitions() {
        return rows.size();
    }

    @Override
    public long size() {
        return rows.stream().mapToLong(List::size).sum();
    }

    @Override
    public boolean read(int partition, Visitor visitor) {
        for (FactRow row : rows.get(partition)) {
            visitor.row(row);
            if (!visitor.passed(1)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public Optional<Map<EntityRef, Boolean>> selected(int partition, EntityFilter filter, BooleanSupplier goOn) {
        return goOn.getAsBoolean() ? Optional.of(chosen) : Optional.empty();
    }

    @Override
    public void close() {}
}
