package io.techinsights.standalone.embedded.registry;

import org.jspecify.annotations.Nullable;

/** Why a request is not granted, with the error code that clients of the protocol know it by. */
final class RegistryProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int code;

    RegistryProblem(int code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    private RegistryProblem(int code, String message) {
        this(code, message, null);
    }

    static RegistryProblem subjectNotFound(String subject) {
        return new RegistryProblem(40401, "Subject '" + subject + "' not found.");
    }

    static RegistryProblem versionNotFound(String subject, String version) {
        return new RegistryProblem(40402, "Version " + version + " of subject '" + subject + "' not found.");
    }

    static RegistryProblem schemaNotFound(String what) {
        return new RegistryProblem(40403, what + " not found");
    }

    static RegistryProblem alreadyDeleted(int code, String what) {
        return new RegistryProblem(code, what + " was soft deleted. Set permanent=true to delete permanently");
    }

    static RegistryProblem notYetDeleted(int code, String what) {
        return new RegistryProblem(code, what + " was not deleted first before being permanently deleted");
    }

    static RegistryProblem noLevel(String subject) {
        return new RegistryProblem(
                40408, "Subject '" + subject + "' does not have subject-level compatibility configured");
    }

    static RegistryProblem incompatible(String message) {
        return new RegistryProblem(409, message);
    }

    static RegistryProblem invalidSchema(String message) {
        return new RegistryProblem(42201, message);
    }

    static RegistryProblem invalidVersion(String version) {
        return new RegistryProblem(
                42202,
                "The specified version '" + version + "' is not a valid version id. Allowed values are between "
                        + "[1, 2^31-1] and the string \"latest\"");
    }

    static RegistryProblem invalidSetting(int code, String what, @Nullable String given, String expected) {
        return new RegistryProblem(
                code, "Invalid " + what + (given == null ? "" : " '" + given + "'") + ". Valid values are " + expected);
    }

    static RegistryProblem notPermitted(String message) {
        return new RegistryProblem(42205, message);
    }

    static RegistryProblem badRequest(String message) {
        return new RegistryProblem(400, message);
    }

    /** The protocol's error code: an HTTP status, or one with two digits more. */
    int code() {
        return code;
    }

    /** The HTTP status that the error code begins with. */
    int status() {
        return code < 1000 ? code : code / 100;
    }
}
