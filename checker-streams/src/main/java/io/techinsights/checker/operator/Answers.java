package io.techinsights.checker.operator;

/** What up to 64 questions were answered with, each by its number; of a larger number what is left of a division by 64 counts. */
public final class Answers {
    /** How many questions there are. */
    public static final int SIZE = Long.SIZE;

    private long decided;
    private long holding;

    /**
     * Answers some.
     *
     * @param asked a bit for each
     * @param affirmed a bit for each of them that holds
     */
    void add(long asked, long affirmed) {
        decided |= asked;
        holding |= affirmed;
    }

    /** Answers one. */
    public void add(int number, boolean holds) {
        add(1L << number, (holds ? 1L : 0L) << number);
    }

    /** Whether one was answered. */
    public boolean isDecided(int number) {
        return (decided >>> number & 1) != 0;
    }

    /** Whether one was answered with yes. */
    public boolean holds(int number) {
        return (holding >>> number & 1) != 0;
    }
}
