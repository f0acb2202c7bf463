package io.techinsights.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.techinsights.schemas.registry.SchemaRegistryClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.avro.Schema;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The broker and the registry as a process of their own, told to end and started again. */
class BrokerCommandTest {
    private static final Pattern READY = Pattern.compile("Ready: Kafka (\\S+?), schema registry (\\S+)");
    private static final Schema SCHEMA = Schema.create(Schema.Type.STRING);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private record Running(Process process, String kafka, URI registry) implements AutoCloseable {
        /** As SIGTERM does. */
        int end() throws InterruptedException {
            process.destroy();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            return process.exitValue();
        }

        @Override
        public void close() {
            process.destroyForcibly().onExit().join();
        }
    }

    private Running start() throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        TechInsights.class.getName(),
                        "broker",
                        "--data-dir=" + folder,
                        "--kafka-port=0",
                        "--registry-port=0")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            Matcher ready = READY.matcher(line);
            if (ready.matches()) {
                return new Running(process, ready.group(1), URI.create(ready.group(2)));
            }
        }
        throw new AssertionError("It ended before it was ready");
    }

    @Test
    void shouldSayWhereItAnswersEndWhenToldAndKeepItsData() throws Exception {
        // Given
        int id;
        int exitCode;
        try (Running first = start();
                Admin admin = Admin.create(Map.of("bootstrap.servers", first.kafka()))) {
            admin.createTopics(List.of(new NewTopic("kept", 1, (short) 1)))
                    .all()
                    .get();
            id = new SchemaRegistryClient(first.registry()).register("kept", SCHEMA);
            exitCode = first.end();
        }

        // When
        try (Running second = start();
                Admin admin = Admin.create(Map.of("bootstrap.servers", second.kafka()))) {

            // Then
            assertThat(exitCode).isEqualTo(128 + 15);
            assertThat(admin.listTopics().names().get()).contains("kept");
            assertThat(new SchemaRegistryClient(second.registry()).byId(id)).isEqualTo(SCHEMA);
        }
    }
}
