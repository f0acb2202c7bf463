package io.techinsights.standalone.kafka;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.testcontainers.DockerClientFactory;

/** The container engine of this machine, if it has one. */
public final class Engine {
    private static final Map<String, Optional<String>> LACKING = new ConcurrentHashMap<>();

    private Engine() {}

    /** What is in the way of running an image, which is pulled where it is not there yet; nothing where it can run. */
    public static Optional<String> lacks(String image) {
        return LACKING.computeIfAbsent(image, Engine::look);
    }

    private static Optional<String> look(String image) {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            return Optional.of("no container engine is there");
        }
        DockerClient client = DockerClientFactory.lazyClient();
        try {
            client.inspectImageCmd(image).exec();
            return Optional.empty();
        } catch (NotFoundException notHere) {
            return pull(client, image);
        }
    }

    private static Optional<String> pull(DockerClient client, String image) {
        try {
            client.pullImageCmd(image).start().awaitCompletion();
            return Optional.empty();
        } catch (DockerException e) {
            return Optional.of("the image " + image + " cannot be pulled: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while pulling " + image, e);
        }
    }
}
