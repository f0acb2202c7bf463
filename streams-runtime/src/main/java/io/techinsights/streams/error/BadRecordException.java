package io.techinsights.streams.error;

import java.util.function.Supplier;

/**
 * A record could be read, and makes no sense. A step of a topology throws it before it changes a store, and {@link
 * SenselessRecords} takes the record to the dead letters; any other exception of a step is a failure of the program.
 */
public final class BadRecordException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BadRecordException(String reason, Throwable cause) {
        super(reason, cause);
    }

    /**
     * What is made of a record by a function of the record alone.
     *
     * @throws BadRecordException where nothing can be made of it, whatever the function threw
     */
    public static <T> T unless(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (RuntimeException e) {
            throw new BadRecordException(DeadLetters.reason(e), e);
        }
    }
}
