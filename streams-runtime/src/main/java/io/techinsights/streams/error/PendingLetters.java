package io.techinsights.streams.error;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The letters that are not written yet, in order. Adding one never waits; beyond some mebibytes only origins are kept. */
final class PendingLetters {
    private static final long MAX_BYTES_KEPT = 16L * 1024 * 1024;
    private final Deque<PendingLetter> letters = new ArrayDeque<>();
    private long bytes;

    synchronized void add(PendingLetter letter) {
        PendingLetter kept = bytes + letter.bytes() <= MAX_BYTES_KEPT ? letter : letter.withoutBytes();
        letters.addLast(kept);
        bytes += kept.bytes();
        notifyAll();
    }

    /** Waits a while until there is one, and returns up to so many without taking them away. */
    synchronized List<PendingLetter> await(long millis, int limit) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        long left = millis;
        while (letters.isEmpty() && left > 0) {
            wait(left);
            left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        }
        List<PendingLetter> first = new ArrayList<>();
        for (PendingLetter letter : letters) {
            if (first.size() == limit) {
                break;
            }
            first.add(letter);
        }
        return first;
    }

    synchronized void written(int count) {
        for (int i = 0; i < count; i++) {
            bytes -= letters.removeFirst().bytes();
        }
    }

    synchronized boolean isEmpty() {
        return letters.isEmpty();
    }
}
