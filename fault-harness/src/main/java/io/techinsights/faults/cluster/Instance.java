package io.techinsights.faults.cluster;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/**
 * An instance of one role of the product, with a port and a data directory that it keeps.
 *
 * @param number among those of its role, from 1
 */
public record Instance(Role role, int number, URI address, Path dataDir, Child process) {
    /** The path of the API. */
    public static final String API = "/api/tech-insights";

    static Instance of(Role role, int number, int port, Path folder, Guardian guardian) {
        String name = role.id() + "-" + number;
        Path dataDir = folder.resolve(name);
        var process = new Child(
                name,
                folder,
                guardian,
                "256m",
                List.of(
                        "io.techinsights.standalone.TechInsights",
                        "run",
                        "--roles=" + role.id(),
                        "--config=" + folder.resolve("config.yaml"),
                        "--catalog=" + folder.resolve("catalog.yaml"),
                        "--data-dir=" + dataDir,
                        "--port=" + port));
        return new Instance(role, number, URI.create("http://" + FreePorts.HOST + ":" + port), dataDir, process);
    }

    /** For messages. */
    public String name() {
        return process.name();
    }

    /** Where it answers a path of the API. */
    public URI api(String path) {
        return address.resolve(API + path);
    }

    /** Whether it says that it can work. */
    public boolean isReady(Web web) {
        return process.isAwake() && web.succeeds(address.resolve("/health/ready"));
    }

    /** Deletes the state, not the name by which its groups know it; only while no process runs. */
    public void wipeState() {
        Folders.delete(dataDir.resolve("state"));
    }
}
