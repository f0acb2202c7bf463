package io.techinsights.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trying a declared retriever on one entity, without a broker. */
class TryRetrieverTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] answer = "{\"stars\": 12}".getBytes(StandardCharsets.UTF_8);
        server.createContext("/petstore", exchange -> {
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(401, -1);
            exchange.close();
        });
        server.start();
        Files.writeString(folder.resolve("token"), "s3cret");
        Files.writeString(folder.resolve("catalog.yaml"), """
                apiVersion: backstage.io/v1alpha1
                kind: Component
                metadata: { name: petstore }
                ---
                apiVersion: backstage.io/v1alpha1
                kind: Component
                metadata: { name: billing }
                """);
        Files.writeString(folder.resolve("config.yaml"), """
                techInsights:
                  catalog: { paths: FOLDER/catalog.yaml }
                  factRetrievers:
                    stars:
                      type: http-json
                      request:
                        url: http://127.0.0.1:PORT/$${metadata.name}
                        auth: { bearer: { file: FOLDER/token } }
                      facts:
                        stars: { type: integer, description: Stars, path: $.stars }
                        forks: { type: integer, description: Forks, path: $.forks }
                """.replace("FOLDER", folder.toString())
                .replace("PORT", Integer.toString(server.getAddress().getPort())));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private CommandRun attempt(String entity, String... more) {
        String[] arguments = new String[5 + more.length];
        System.arraycopy(
                new String[] {"retrievers", "try", folder.resolve("config.yaml").toString(), "--entity", entity},
                0,
                arguments,
                0,
                5);
        System.arraycopy(more, 0, arguments, 5, more.length);
        return CommandRun.of(arguments);
    }

    @Test
    void shouldShowWhatIsAskedAnsweredAndFound() {
        // When
        CommandRun run = attempt("component:petstore");

        // Then
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .contains(
                        "stars 1.0.0",
                        "> GET http://127.0.0.1:",
                        "/petstore",
                        "> Authorization: ****",
                        "< 200, 13 bytes")
                .contains("component:default/petstore", "stars (integer): 12", "forks (integer): nothing found")
                .doesNotContain("s3cret");
    }

    @Test
    void shouldFailWhereTheRetrieverDoes() {
        // When
        CommandRun run = attempt("component:default/billing");

        // Then
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("failed: 1 of 1 failed: component:default/billing: GET ", "was answered 401");
    }

    @Test
    void shouldSayWhatIsNotThere() {
        // When
        CommandRun entity = attempt("component:default/nobody");
        CommandRun retriever = attempt("component:default/petstore", "--id", "star");

        // Then
        assertThat(entity.exitCode()).isEqualTo(2);
        assertThat(entity.err()).contains("component:default/nobody is not in the catalog, which has 2 entities");
        assertThat(retriever.exitCode()).isEqualTo(2);
        assertThat(retriever.err()).contains("has no retriever 'star': did you mean 'stars'?");
    }
}
