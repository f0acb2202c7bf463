package io.techinsights.benchmarks.sql;

import io.techinsights.benchmarks.figure.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who runs the server, which refuses to be run by root: this user, or the one that comes with PostgreSQL.
 *
 * @param isOther whether it is the one that comes with PostgreSQL
 */
record ServerUser(boolean isOther) {
    private static final String NAME = "postgres";
    private static final String SWITCH = "setpriv";

    /** Nobody, where this is root and cannot be the other. */
    static Optional<ServerUser> find() throws InterruptedException {
        boolean isRoot = "root".equals(System.getProperty("user.name"));
        return isRoot && !(Program.isThere(SWITCH) && exists())
                ? Optional.empty()
                : Optional.of(new ServerUser(isRoot));
    }

    private static boolean exists() {
        try {
            Path root = Path.of("/");
            root.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(NAME);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** The command, run by this user in place of the process that it is started in. */
    List<String> command(List<String> command) {
        List<String> all = new ArrayList<>();
        if (isOther) {
            all.addAll(List.of(SWITCH, "--reuid=" + NAME, "--regid=" + NAME, "--init-groups"));
        }
        all.addAll(command);
        return all;
    }

    /** Gives a file to this user. */
    void own(Path file) throws IOException {
        if (isOther) {
            var users = file.getFileSystem().getUserPrincipalLookupService();
            Files.setOwner(file, users.lookupPrincipalByName(NAME));
        }
    }
}
