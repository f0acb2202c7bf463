package io.techinsights.retriever.publish;

import java.util.Optional;

/**
 * Tells a catalog that lost entities from one that is broken: many that are gone at once stay known until somebody says
 * that it is meant, or they are back.
 *
 * @param maxLoss the share of the known entities that may leave by one reading, from 0 to 1
 */
public record LossGuard(double maxLoss) {
    /** So few may always leave, unless the catalog is empty then. */
    public static final int ALWAYS_ALLOWED = 9;

    public LossGuard {
        if (!(maxLoss >= 0 && maxLoss <= 1)) {
            throw new IllegalArgumentException("is " + maxLoss + ", expected a number from 0 to 1");
        }
    }

    /**
     * Why nobody may leave; nothing where they may.
     *
     * @param known before the reading
     * @param gone of those
     * @param read entities of the reading
     */
    Optional<String> objection(int known, int gone, int read) {
        boolean empty = read == 0 && maxLoss < 1;
        boolean many = gone > ALWAYS_ALLOWED && gone > maxLoss * known;
        if (gone == 0 || !(empty || many)) {
            return Optional.empty();
        }
        return Optional.of(
                gone + " of " + known + " known entities are not in the catalog any more; they are kept, since"
                        + " so great a loss is more often a mistake: expected a share of at most " + maxLoss
                        + " to leave at once (techInsights.catalog.maxLoss)");
    }
}
