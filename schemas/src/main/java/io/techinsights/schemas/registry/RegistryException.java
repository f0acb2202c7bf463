package io.techinsights.schemas.registry;

import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/** A schema registry did not do what it was asked. */
public abstract sealed class RegistryException extends SerializationException {
    private static final long serialVersionUID = 1L;

    private RegistryException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** The registry said no; asking again will not help. */
    public static final class Refused extends RegistryException {
        private static final long serialVersionUID = 1L;
        private final int errorCode;

        /**
         * @param errorCode of the Confluent protocol, for example 40403 (schema not found) or 409 (incompatible)
         */
        public Refused(int errorCode, String message) {
            super(message, null);
            this.errorCode = errorCode;
        }

        /** The error code of the Confluent protocol. */
        public int errorCode() {
            return errorCode;
        }
    }

    /** The registry did not answer, or not sensibly; asking again later may help. */
    public static final class Unavailable extends RegistryException {
        private static final long serialVersionUID = 1L;

        public Unavailable(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
