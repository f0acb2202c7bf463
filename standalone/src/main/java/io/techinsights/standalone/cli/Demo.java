package io.techinsights.standalone.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The configuration and the catalog of the demo, laid out as files that can be looked at and changed. */
final class Demo {
    private final Path folder;

    Demo(Path dataDir) {
        this.folder = dataDir.resolve("demo");
    }

    /** The configuration file. */
    Path config() {
        return laidOut("app-config.yaml");
    }

    /** The catalog file. It is written once, so that what somebody changes in it stays. */
    Path catalog() {
        return laidOut("catalog.yaml");
    }

    private Path laidOut(String name) {
        Path file = folder.resolve(name);
        if (Files.exists(file)) {
            return file;
        }
        try (InputStream resource = Demo.class.getResourceAsStream("/demo/" + name)) {
            if (resource == null) {
                throw new IllegalStateException("The program lacks its resource demo/" + name);
            }
            Files.createDirectories(folder);
            Files.copy(resource, file, StandardCopyOption.REPLACE_EXISTING);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("The demo cannot be laid out in " + folder, e);
        }
    }
}
