package io.techinsights.benchmarks.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.techinsights.benchmarks.store.FactLoad;
import io.techinsights.schemas.fact.FactLifecycle;
import io.techinsights.schemas.json.Json;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On a PostgreSQL where there is one. */
class SqlStoreTest {
    private static final int ENTITIES = FactsTable.CHUNK + 1;

    private static @Nullable PostgresServer server;

    @SuppressWarnings("NullAway.Init")
    private Connection connection;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(PostgresServer.obstacle().isEmpty(), "There is no PostgreSQL here");
        server = PostgresServer.start();
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void connect() throws SQLException {
        connection = Objects.requireNonNull(server).connect();
    }

    @AfterEach
    void drop() throws SQLException {
        connection.rollback();
        try (var statement = connection.createStatement()) {
            statement.execute("DROP TABLE facts, fact_schemas");
        }
        connection.commit();
        connection.close();
    }

    @Test
    void shouldKeepEveryRow() throws SQLException {
        // Given
        var store = new SqlStore(connection, new FactLoad(FactLoad.METADATA, new FactLifecycle.Keep()));

        // When
        SqlPace pace = store.run(ENTITIES, 0, 3);

        // Then
        assertThat(pace.rows()).isEqualTo(3 * ENTITIES);
        assertThat(store.rows()).isEqualTo(3 * ENTITIES);
        assertThat(texts("SELECT DISTINCT facts FROM facts WHERE entity = 'component:default/service-000000'"))
                .map(Json::parse)
                .contains(Json.parse("{\"hasTitle\": true, \"hasDescription\": true, \"hasTags\": true}"));
    }

    @Test
    void shouldKeepTheNewestRowsOfEachEntity() throws SQLException {
        // Given
        var store = new SqlStore(connection, new FactLoad(FactLoad.METADATA, new FactLifecycle.MaxItems(2)));
        store.fill(ENTITIES, 2);

        // When
        store.run(ENTITIES, 2, 2);

        // Then
        assertThat(store.rows()).isEqualTo(2 * ENTITIES);
        assertThat(texts("SELECT DISTINCT to_char(timestamp AT TIME ZONE 'UTC', 'HH24') FROM facts"))
                .containsExactlyInAnyOrder("02", "03");
    }

    private List<String> texts(String query) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (var statement = connection.createStatement();
                var result = statement.executeQuery(query)) {
            while (result.next()) {
                texts.add(result.getString(1));
            }
        }
        return texts;
    }
}
