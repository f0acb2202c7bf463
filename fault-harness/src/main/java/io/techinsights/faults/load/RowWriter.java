package io.techinsights.faults.load;

import io.techinsights.faults.model.PushedFacts;
import io.techinsights.faults.model.Row;
import java.util.List;

/** A way that rows take to the fact topic. */
interface RowWriter {
    /**
     * Writes rows until all of them are acknowledged.
     *
     * @param rows of this retriever
     * @param onDoubt is told when they may have been sent and have to be sent again
     * @return of each row the token of its position
     */
    List<String> write(PushedFacts retriever, List<Row> rows, Runnable onDoubt) throws InterruptedException;
}
