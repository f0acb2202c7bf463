package io.techinsights.benchmarks.sql;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The programs of a PostgreSQL on this machine. Nothing is installed: they are there or not.
 *
 * @param folder that holds them
 */
record PostgresPrograms(Path folder) {
    static final String INITDB = "initdb";
    static final String SERVER = "postgres";

    /** Where Debian keeps a folder of each version, which is not on the path. */
    private static final Path VERSIONS = Path.of("/usr/lib/postgresql");

    /** Those on the path, or else the newest that Debian has. */
    static Optional<PostgresPrograms> installed() throws IOException {
        List<Path> folders = new ArrayList<>();
        String path = System.getenv().getOrDefault("PATH", "");
        Arrays.stream(path.split(File.pathSeparator, -1))
                .filter(entry -> !entry.isEmpty())
                .forEach(entry -> folders.add(Path.of(entry)));
        folders.addAll(versions(VERSIONS));
        return among(folders);
    }

    /** The folders of programs of all versions, the newest first; none where there is no such folder. */
    static List<Path> versions(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> versions = Files.list(folder)) {
            return versions.sorted(
                            Comparator.comparingInt(PostgresPrograms::number).reversed())
                    .map(version -> version.resolve("bin"))
                    .toList();
        }
    }

    private static int number(Path version) {
        String name = version.getFileName().toString();
        return name.matches("\\d{1,4}") ? Integer.parseInt(name) : 0;
    }

    /** The first folder that has both programs. */
    static Optional<PostgresPrograms> among(List<Path> folders) {
        return folders.stream()
                .map(PostgresPrograms::new)
                .filter(programs ->
                        Files.isExecutable(programs.path(INITDB)) && Files.isExecutable(programs.path(SERVER)))
                .findFirst();
    }

    /** Where a program is. */
    Path path(String program) {
        return folder.resolve(program);
    }
}
