package io.techinsights.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.techinsights.schemas.registry.SchemaRegistryClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The broker and the registry as a process of their own, told to end and started again. */
class BrokerCommandTest {
    private static final Schema SCHEMA = Schema.create(Schema.Type.STRING);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void shouldSayWhereItAnswersEndWhenToldAndKeepItsData() throws Exception {
        // Given
        int id;
        int exitCode;
        try (BrokerProcess first = BrokerProcess.start(folder, 0, 0);
                Admin admin = Admin.create(Map.of("bootstrap.servers", first.kafka()))) {
            admin.createTopics(List.of(new NewTopic("kept", 1, (short) 1)))
                    .all()
                    .get();
            id = new SchemaRegistryClient(first.registry()).register("kept", SCHEMA);
            exitCode = first.end();
        }

        // When
        try (BrokerProcess second = BrokerProcess.start(folder, 0, 0);
                Admin admin = Admin.create(Map.of("bootstrap.servers", second.kafka()))) {

            // Then
            assertThat(exitCode).isEqualTo(128 + 15);
            assertThat(admin.listTopics().names().get()).contains("kept");
            assertThat(new SchemaRegistryClient(second.registry()).byId(id)).isEqualTo(SCHEMA);
        }
    }
}
