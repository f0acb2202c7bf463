package io.techinsights.standalone.registry;

import io.techinsights.standalone.embedded.LocalKafka;
import io.techinsights.standalone.kafka.Engine;
import io.techinsights.standalone.kafka.TestKafka;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** The registries that the suite runs on. */
public enum RegistryKind {
    EMBEDDED {
        @Override
        public TestRegistry start(Path folder) {
            Vertx vertx = Vertx.vertx();
            LocalKafka kafka = TestKafka.withRegistry(vertx, folder, LocalKafka.Producers.ELSEWHERE);
            return new TestRegistry(kafka.schemaRegistry(), () -> {
                kafka.close();
                vertx.close().toCompletionStage().toCompletableFuture().join();
            });
        }
    },
    APICURIO {
        @Override
        public TestRegistry start(Path folder) throws IOException {
            return ApicurioProcess.start(folder);
        }
    },
    APICURIO_IN_A_CONTAINER {
        @Override
        Optional<String> lacks() {
            return Engine.lacks(ApicurioContainer.IMAGE);
        }

        @Override
        public TestRegistry start(Path folder) {
            return ApicurioContainer.run();
        }
    };

    /**
     * A registry that answers.
     *
     * @param address of its Confluent protocol
     */
    public record TestRegistry(URI address, Runnable end) implements AutoCloseable {
        @Override
        public void close() {
            end.run();
        }
    }

    /** What this machine lacks to have one. */
    Optional<String> lacks() {
        return Optional.empty();
    }

    /** Starts one that answers. */
    public abstract TestRegistry start(Path folder) throws IOException;
}
