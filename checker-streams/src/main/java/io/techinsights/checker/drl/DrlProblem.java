package io.techinsights.checker.drl;

/**
 * What is wrong with a DRL text, and where: both counted from 1, in the text as its author wrote it.
 */
record DrlProblem(int line, int column, String reason) {
    @Override
    public String toString() {
        return "line " + line + ", column " + column + ": " + reason;
    }
}
