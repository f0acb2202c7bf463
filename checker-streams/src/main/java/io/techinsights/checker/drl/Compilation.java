package io.techinsights.checker.drl;

import java.util.List;

/** What became of a DRL text. */
sealed interface Compilation {

    /** It can be run. */
    record Compiled(DrlBase base) implements Compilation {}

    /** It cannot be run.
     *
     * @param problems in the order of the text
     */
    record Refused(List<DrlProblem> problems) implements Compilation {
        public Refused {
            problems = List.copyOf(problems);
        }
    }
}
