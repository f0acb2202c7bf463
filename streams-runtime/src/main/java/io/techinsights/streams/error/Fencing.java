package io.techinsights.streams.error;

import org.apache.kafka.common.errors.ConcurrentTransactionsException;
import org.apache.kafka.common.errors.InvalidPidMappingException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TransactionAbortableException;

/**
 * Tells of a failed transaction whether another producer took its id. A broker that is just handing the id over says so in
 * more than one way; nothing was committed in any of them, or it shows when the id is taken back and the topics are read.
 */
public final class Fencing {
    private Fencing() {}

    /** Whether this, or a cause of it, says so. */
    public static boolean isBehind(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProducerFencedException
                    || cause instanceof InvalidProducerEpochException
                    || cause instanceof InvalidTxnStateException
                    || cause instanceof InvalidPidMappingException
                    || cause instanceof TransactionAbortableException
                    || cause instanceof ConcurrentTransactionsException) {
                return true;
            }
        }
        return false;
    }
}
