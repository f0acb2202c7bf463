package io.techinsights.benchmarks.figure;

import java.util.Optional;

/**
 * One number that says how fast something is, beside the same work done another way. A figure is found by its name in
 * {@code Figures}; what it measures may be a loop in this process or a pipeline of several.
 */
public interface Figure {

    /** Lower case with hyphens, and never changed: others rely on it. */
    String name();

    /** Of both numbers, such that more is better, for example {@code entities/s}. */
    String unit();

    /** What is compared with what, in a few words. */
    String description();

    /** Why it cannot be measured on this machine, if so. It is asked once, before the first round. */
    default Optional<String> obstacle() {
        return Optional.empty();
    }

    /**
     * Measures both once, one right after the other, so that whatever else the machine does hits both.
     *
     * @throws Exception where that fails; the figure is then left out and the reason is told
     */
    Round measure() throws Exception;
}
