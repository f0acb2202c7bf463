package io.techinsights.factstore.history;

import java.util.List;
import java.util.Optional;

/** Looks through the rows of one entity and retriever, from inside or outside their task. Times are inclusive. */
public interface RowScan {
    /**
     * The rows from one time on, the oldest first.
     *
     * @param limit at most so many; where there are enough, what follows is not looked for
     */
    List<KeptRow> forward(long from, long to, int limit);

    /**
     * The first row back in time from one time on.
     *
     * @param to not the oldest row there is, unless walking over what was deleted before is no matter
     */
    Optional<KeptRow> back(long from, long to);
}
