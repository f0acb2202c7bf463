package io.techinsights.benchmarks.sql;

import io.techinsights.benchmarks.figure.Figure;
import io.techinsights.benchmarks.figure.Round;
import io.techinsights.benchmarks.store.FactLoad;
import io.techinsights.benchmarks.store.StoreBroker;
import io.techinsights.benchmarks.store.StoreUnderLoad;
import io.techinsights.schemas.fact.FactLifecycle;
import java.io.PrintStream;
import java.util.Optional;

/**
 * How fast facts come in, beside how fast a table of PostgreSQL takes the same rows the way upstream writes them. Ours are
 * read from their topic; the rows of the table are in the memory of whoever inserts them. The next round has the two the other
 * way round. What fills both beforehand, and the first load of a store that is not filled, warms up and does not count.
 */
public final class SqlFigure implements Figure {
    private final String name;
    private final String description;
    private final Facts facts;
    private final PrintStream out;
    private int rounds;

    /**
     * What both take in.
     *
     * @param filled the runs that are stored beforehand
     * @param runs the runs that count
     * @param sqlRuns the runs that count for the table, which may be fewer where it is slow: both are rates
     */
    private record Facts(FactLifecycle lifecycle, int entities, int filled, int runs, int sqlRuns) {}

    private SqlFigure(String name, String description, Facts facts, PrintStream out) {
        this.name = name;
        this.description = description;
        this.facts = facts;
        this.out = out;
    }

    /**
     * Every row stays, and none was before.
     *
     * @param out takes what is found besides the figure
     */
    public static SqlFigure empty(PrintStream out) {
        return new SqlFigure(
                "ingest-vs-sql",
                "facts stored as latest and in history, all of them kept, beside a table of PostgreSQL written as upstream does",
                new Facts(new FactLifecycle.Keep(), 50_000, 0, 8, 6),
                out);
    }

    /**
     * There are 20 rows of each entity, and each that comes pushes one out.
     *
     * @param out takes what is found besides the figure
     */
    public static SqlFigure full(PrintStream out) {
        return new SqlFigure(
                "ingest-maxitems-vs-sql",
                "facts stored as latest and in history, 20 of each entity kept, beside a table of PostgreSQL cleaned as upstream does",
                new Facts(new FactLifecycle.MaxItems(20), 5_000, 20, 60, 12),
                out);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String unit() {
        return "facts/s";
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public Optional<String> obstacle() {
        return PostgresServer.obstacle();
    }

    @Override
    public Round measure() throws Exception {
        boolean oursFirst = rounds++ % 2 == 0;
        var load = new FactLoad(FactLoad.METADATA, facts.lifecycle());
        if (rounds == 1 && facts.filled() == 0) {
            ours(load);
        }
        double first = oursFirst ? ours(load) : sql(load);
        double second = oursFirst ? sql(load) : ours(load);
        return oursFirst ? new Round(first, second) : new Round(second, first);
    }

    private double ours(FactLoad load) throws Exception {
        try (var broker = new StoreBroker();
                var store = new StoreUnderLoad(broker, "sql.")) {
            if (facts.filled() > 0) {
                store.report(load, facts.entities(), 0, facts.filled());
                store.run();
            }
            store.report(load, facts.entities(), facts.filled(), facts.runs());
            double perSecond = store.run().perSecond();
            out.printf("fact store: %,.0f facts/s%n", perSecond);
            return perSecond;
        }
    }

    private double sql(FactLoad load) throws Exception {
        try (var server = PostgresServer.start();
                var connection = server.connect()) {
            var store = new SqlStore(connection, load);
            if (facts.filled() > 0) {
                store.fill(facts.entities(), facts.filled());
            }
            SqlPace pace = store.run(facts.entities(), facts.filled(), facts.sqlRuns());
            requireKept(store.rows());
            out.printf(
                    "SQL: %,.0f rows/s; of %,d rows inserting took %.2f s, deleting %.2f s, commits %.3f s%n",
                    pace.perSecond(),
                    pace.rows(),
                    pace.insertNanos() / 1e9,
                    pace.deleteNanos() / 1e9,
                    pace.commitNanos() / 1e9);
            return pace.perSecond();
        }
    }

    private void requireKept(long rows) {
        long came = (long) facts.entities() * (facts.filled() + facts.sqlRuns());
        long kept = facts.lifecycle() instanceof FactLifecycle.MaxItems newest
                ? (long) facts.entities() * newest.count()
                : came;
        if (rows != kept) {
            throw new IllegalStateException("The table has " + rows + " rows, and " + kept + " are to be kept");
        }
    }
}
