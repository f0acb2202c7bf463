package io.techinsights.benchmarks.sql;

import io.techinsights.benchmarks.store.FactLoad;
import io.techinsights.schemas.fact.FactLifecycle;
import io.techinsights.schemas.fact.FactRow;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A load written to a table as upstream writes what its retrievers return: the rows of one run in one transaction, and in it,
 * where a number of rows is to be kept, the deleting of the rest.
 */
final class SqlStore {
    private final FactsTable table;
    private final FactLoad load;

    /** On a database that is empty. */
    SqlStore(Connection connection, FactLoad load) throws SQLException {
        this.table = new FactsTable(connection);
        this.load = load;
        table.announce(load.schema());
        table.commit();
    }

    /** Has rows there before, and the table known to whatever plans statements. */
    void fill(int entities, int runs) throws SQLException {
        for (int run = 0; run < runs; run++) {
            table.insert(rows(entities, run));
        }
        table.commit();
        table.analyze();
    }

    /** Writes runs; their rows are in memory before the clock runs. */
    SqlPace run(int entities, int fromRun, int runs) throws SQLException {
        var pace = new SqlPace(0, 0, 0, 0);
        for (int run = fromRun; run < fromRun + runs; run++) {
            pace = pace.plus(write(rows(entities, run)));
        }
        return pace;
    }

    private SqlPace write(List<FactRow> rows) throws SQLException {
        long begun = System.nanoTime();
        table.insert(rows);
        long inserted = System.nanoTime();
        if (load.lifecycle() instanceof FactLifecycle.MaxItems newest) {
            table.deleteAllBut(newest.count(), load.retriever());
        }
        long deleted = System.nanoTime();
        table.commit();
        return new SqlPace(rows.size(), inserted - begun, deleted - inserted, System.nanoTime() - deleted);
    }

    private List<FactRow> rows(int entities, int run) {
        return IntStream.range(0, entities)
                .mapToObj(number -> load.row(number, run))
                .toList();
    }

    /** Rows that are kept. */
    long rows() throws SQLException {
        return table.rows();
    }
}
