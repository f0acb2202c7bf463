package io.techinsights.schemas.registry;

import java.time.Duration;
import java.util.function.Supplier;
import org.apache.avro.Schema;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for a registry that is away, for a thread that can do nothing else meanwhile. A stream thread that fails instead is
 * missed by its group for as long as its session lasts, and its state is restored.
 */
public final class PatientRegistry implements SchemaRegistry {
    private static final Logger LOG = LoggerFactory.getLogger(PatientRegistry.class);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final SchemaRegistry registry;
    private final Duration patience;

    /**
     * @param patience how long to wait at most for one answer
     */
    public PatientRegistry(SchemaRegistry registry, Duration patience) {
        this.registry = registry;
        this.patience = patience;
    }

    @Override
    public int register(String subject, Schema schema) {
        return wait(() -> registry.register(subject, schema));
    }

    @Override
    public void requireCompatible(String subject, Schema schema) {
        wait(() -> {
            registry.requireCompatible(subject, schema);
            return true;
        });
    }

    @Override
    public Schema byId(int id) {
        return wait(() -> registry.byId(id));
    }

    private <T> T wait(Supplier<T> question) {
        long begin = System.nanoTime();
        boolean said = false;
        while (true) {
            try {
                T answer = question.get();
                if (said) {
                    LOG.info("The schema registry answers again after {} s", seconds(begin));
                }
                return answer;
            } catch (RegistryException.Unavailable e) {
                if (System.nanoTime() - begin > patience.toNanos() || !pause()) {
                    throw e;
                }
                if (!said) {
                    LOG.warn("Waiting for the schema registry, {} s at most: {}", patience.toSeconds(), e.getMessage());
                    said = true;
                }
            }
        }
    }

    private static long seconds(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin).toSeconds();
    }

    private static boolean pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
