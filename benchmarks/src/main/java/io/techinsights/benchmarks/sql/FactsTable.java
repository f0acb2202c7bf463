package io.techinsights.benchmarks.sql;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.techinsights.schemas.fact.FactRow;
import io.techinsights.schemas.fact.FactSchema;
import io.techinsights.schemas.json.Json;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;

/**
 * The table that upstream Tech Insights keeps facts in, with its columns, its indexes and its reference to what retrievers
 * announce, and the statements that it is written by. Nothing is committed but by {@link #commit}.
 */
final class FactsTable {
    /** Rows in one statement. */
    static final int CHUNK = 50;

    private static final List<String> DEFINITION = List.of(
            """
            CREATE TABLE fact_schemas (
              id text NOT NULL, version varchar(255) NOT NULL, schema text NOT NULL, "entityFilter" text,
              PRIMARY KEY (id, version))""",
            """
            CREATE TABLE facts (
              id text NOT NULL, version varchar(255) NOT NULL, timestamp timestamptz(0) NOT NULL DEFAULT now(),
              entity text NOT NULL, facts text NOT NULL, uid uuid PRIMARY KEY DEFAULT gen_random_uuid(),
              FOREIGN KEY (id, version) REFERENCES fact_schemas (id, version))""",
            "CREATE INDEX ON facts (id)",
            "CREATE INDEX ON facts (id, entity)",
            "CREATE INDEX ON facts (id, entity, timestamp)",
            "CREATE INDEX ON facts (id, timestamp)");

    /** The rows of a retriever that are not among the newest so many of their entity: all rows of the table are ranked. */
    private static final String DELETE = """
            DELETE FROM facts WHERE (id, entity, timestamp) IN (
              SELECT facts.id, facts.entity, facts.timestamp FROM facts
              LEFT JOIN (
                SELECT * FROM (
                  SELECT id, entity, timestamp,
                    row_number() OVER (PARTITION BY id, entity ORDER BY timestamp DESC) AS place
                  FROM facts) AS placed
                WHERE place <= ?) AS kept
              ON kept.id = facts.id AND kept.entity = facts.entity AND kept.timestamp = facts.timestamp
              WHERE facts.id = ? AND kept.id IS NULL)""";

    private final Connection connection;

    /** Creates it. */
    FactsTable(Connection connection) throws SQLException {
        this.connection = connection;
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            for (String sql : DEFINITION) {
                statement.execute(sql);
            }
        }
        commit();
    }

    /** What a retriever announces has to be there before its rows. */
    void announce(FactSchema schema) throws SQLException {
        ObjectNode json = Json.object();
        schema.facts().forEach((name, definition) -> json.set(name, definition.toJson()));
        try (var insert =
                connection.prepareStatement("INSERT INTO fact_schemas (id, version, schema) VALUES (?, ?, ?)")) {
            insert.setString(1, schema.retrieverId());
            insert.setString(2, schema.version());
            insert.setString(3, Json.write(json));
            insert.executeUpdate();
        }
    }

    /** Inserts rows, {@value #CHUNK} by a statement. */
    void insert(List<FactRow> rows) throws SQLException {
        int whole = rows.size() / CHUNK * CHUNK;
        try (var insert = connection.prepareStatement(insertOf(CHUNK))) {
            for (int from = 0; from < whole; from += CHUNK) {
                insert(insert, rows.subList(from, from + CHUNK));
            }
        }
        if (whole < rows.size()) {
            try (var insert = connection.prepareStatement(insertOf(rows.size() - whole))) {
                insert(insert, rows.subList(whole, rows.size()));
            }
        }
    }

    private static String insertOf(int rows) {
        return "INSERT INTO facts (id, version, timestamp, entity, facts) VALUES "
                + String.join(", ", Collections.nCopies(rows, "(?, ?, ?, ?, ?)"));
    }

    private static void insert(PreparedStatement insert, List<FactRow> rows) throws SQLException {
        int column = 0;
        for (FactRow row : rows) {
            ObjectNode facts = Json.object();
            row.facts().forEach(facts::set);
            insert.setString(++column, row.retrieverId());
            insert.setString(++column, row.version());
            insert.setObject(++column, row.observedAt().atOffset(ZoneOffset.UTC));
            insert.setString(++column, row.entity().toString());
            insert.setString(++column, Json.write(facts));
        }
        insert.executeUpdate();
    }

    /** Deletes what is not among the newest rows of an entity. */
    void deleteAllBut(int newest, String retrieverId) throws SQLException {
        try (var delete = connection.prepareStatement(DELETE)) {
            delete.setInt(1, newest);
            delete.setString(2, retrieverId);
            delete.executeUpdate();
        }
    }

    void commit() throws SQLException {
        connection.commit();
    }

    /** What PostgreSQL does by itself a while after many rows came: without it, statements are planned for an empty table. */
    void analyze() throws SQLException {
        connection.setAutoCommit(true);
        try (Statement statement = connection.createStatement()) {
            statement.execute("VACUUM (ANALYZE) facts");
        }
        connection.setAutoCommit(false);
    }

    /** How many rows there are. */
    long rows() throws SQLException {
        try (Statement statement = connection.createStatement();
                var counted = statement.executeQuery("SELECT count(*) FROM facts")) {
            counted.next();
            return counted.getLong(1);
        }
    }
}
