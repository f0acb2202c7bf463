package io.techinsights.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Makes records that no role can take, of every kind, out of one that is good.
 *
 * @param senseless values that are what the topic's schema says, and make no sense
 * @param otherType the value of another topic
 * @param keyMatters whether a key that is none makes the record a bad one
 * @param tombstones whether a record without a value is right where its key is
 */
@SuppressWarnings("ArrayRecordComponent")
record HostileRecords(
        byte[] goodKey,
        byte[] good,
        List<byte[]> senseless,
        byte[] otherType,
        boolean keyMatters,
        boolean nullKeys,
        boolean tombstones) {
    private static final int LARGE = 2 * 1024 * 1024;
    private static final int LARGE_ONE_IN = 100;
    private static final int UNKNOWN_ID = 1_000_000;

    @SuppressWarnings("ArrayRecordComponent")
    record Hostile(byte @Nullable [] key, byte @Nullable [] value) {}

    Hostile next(Random random) {
        if (random.nextInt(LARGE_ONE_IN) == 0) {
            return new Hostile(goodKey, large(random));
        }
        return switch (random.nextInt(8)) {
            case 0 -> new Hostile(goodKey, noise(random, 1 + random.nextInt(200)));
            case 1 -> new Hostile(goodKey, new byte[random.nextInt(6)]);
            case 2 -> new Hostile(goodKey, Arrays.copyOf(good, 5 + random.nextInt(good.length - 5)));
            case 3 -> new Hostile(goodKey, unknownId(random));
            case 4 -> new Hostile(goodKey, otherType);
            case 5 -> keyMatters ? new Hostile(badKey(random), good) : new Hostile(badKey(random), noise(random, 9));
            case 6 -> tombstones ? new Hostile(goodKey, new byte[] {1}) : new Hostile(goodKey, null);
            default -> new Hostile(goodKey, senseless.get(random.nextInt(senseless.size())));
        };
    }

    private byte @Nullable [] badKey(Random random) {
        return switch (random.nextInt(nullKeys ? 4 : 3)) {
            case 0 -> noise(random, 1 + random.nextInt(30));
            case 1 -> new byte[0];
            case 2 -> "no reference".getBytes(UTF_8);
            default -> null;
        };
    }

    /** Not in the wire format: it does not begin with a zero byte. */
    private static byte[] noise(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        bytes[0] |= 1;
        return bytes;
    }

    private byte[] unknownId(Random random) {
        return ByteBuffer.allocate(good.length)
                .put(good)
                .put(0, (byte) 0)
                .putInt(1, UNKNOWN_ID + random.nextInt(UNKNOWN_ID))
                .array();
    }

    /** Compresses well, for a broker takes no more than a mebibyte at a time. */
    private static byte[] large(Random random) {
        byte[] bytes = new byte[LARGE];
        Arrays.fill(bytes, (byte) (1 + random.nextInt(100)));
        return bytes;
    }
}
