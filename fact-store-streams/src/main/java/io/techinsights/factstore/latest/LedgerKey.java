package io.techinsights.factstore.latest;

import io.techinsights.factstore.history.HistoryKey;
import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.topic.EntityKey;
import io.techinsights.streams.query.StoredRange;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Bytes;

/**
 * Where the ledger of an entity and retriever lies: a 1 byte, and what the keys of its rows begin with. A reference begins with a letter,
 * so that all ledgers come before all rows, ordered by entity and retriever.
 */
final class LedgerKey {
    private static final byte LEDGER = 1;
    private static final byte SEPARATOR = 0;

    private LedgerKey() {}

    static Bytes of(EntityKey owner) {
        return ofRow(new HistoryKey(owner, 0).stored());
    }

    /** The ledger that the row of a key belongs to. */
    static Bytes ofRow(Bytes row) {
        int owner = row.get().length - Long.BYTES;
        return Bytes.wrap(ByteBuffer.allocate(1 + owner)
                .put(LEDGER)
                .put(row.get(), 0, owner)
                .array());
    }

    /** What the keys of all ledgers of an entity begin with. */
    static String prefix(EntityRef entity) {
        return (char) LEDGER + entity.toString() + (char) SEPARATOR;
    }

    /** All of them. */
    static StoredRange all() {
        return new StoredRange(Bytes.wrap(new byte[] {LEDGER}), Bytes.wrap(new byte[] {LEDGER + 1}), false);
    }

    static boolean isOne(Bytes key) {
        return key.get()[0] == LEDGER;
    }

    static EntityKey owner(byte[] stored) {
        String text = new String(stored, 1, stored.length - 2, StandardCharsets.UTF_8);
        int separator = text.indexOf(SEPARATOR);
        return new EntityKey(EntityRef.parse(text.substring(0, separator)), text.substring(separator + 1));
    }
}
