package io.techinsights.factstore.latest;

import io.techinsights.streams.query.Expansion;
import java.util.Arrays;
import java.util.function.BiConsumer;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * The change that most facts make: a row is new, and the newest. Its key is that of the row, its value a 2 byte and the ledger that
 * ends with the row. It means two entries, the row and the ledger; every other change means itself. A ledger is read and written with each row of its entity.
 */
final class NewestRow implements Expansion {
    private static final byte NEWEST = 2;

    static byte[] write(Ledger ledger) {
        return StoredLedger.write(ledger, NEWEST);
    }

    @Override
    public void expand(Bytes key, byte @Nullable [] value, BiConsumer<Bytes, byte @Nullable []> entries) {
        if (value == null || value.length == 0 || value[0] != NEWEST || LedgerKey.isOne(key)) {
            entries.accept(key, value);
            return;
        }
        byte[] ledger = Arrays.copyOfRange(value, 1, value.length);
        entries.accept(key, Arrays.copyOfRange(ledger, StoredLedger.rowOf(ledger), ledger.length));
        entries.accept(LedgerKey.ofRow(key), ledger);
    }

    @Override
    public boolean isHeld(Bytes key) {
        return LedgerKey.isOne(key);
    }
}
