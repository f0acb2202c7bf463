package io.techinsights.checker.result;

import com.fasterxml.jackson.databind.node.DoubleNode;
import io.techinsights.schemas.avro.CheckResult;
import io.techinsights.schemas.avro.CheckStatus;
import io.techinsights.schemas.json.Json;
import io.techinsights.schemas.json.Utf8;
import io.techinsights.schemas.registry.AvroBytes;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Goes over the bytes of a {@link CheckResult} from its first field to the last that every answer needs. */
final class ResultBytes {
    private static final Utf8 NULL = Utf8.of("null");
    private static final Utf8 TRUE = Utf8.of("true");
    private static final Utf8 FALSE = Utf8.of("false");
    private static final CheckStatus[] STATUSES = CheckStatus.values();

    private final AvroBytes bytes;

    /**
     * @param wireFormat in today's version of the schema
     */
    ResultBytes(byte[] wireFormat) {
        this.bytes = new AvroBytes(wireFormat);
    }

    StoredResult read(Supplier<CheckResult> whole) {
        bytes.text();
        String checkId = bytes.text().toString();
        bytes.text();
        CheckStatus status = STATUSES[(int) bytes.number()];
        Utf8 value = value();
        if (value == null) {
            return StoredResult.of(whole.get());
        }
        optionalText();
        Utf8 conditions = optionalText();
        return new StoredResult(checkId, status, value, conditions, bytes.text(), whole);
    }

    /** Null for a text, of which only what comes behind says whether it is one of JSON. */
    private @Nullable Utf8 value() {
        int branch = (int) bytes.number();
        return switch (branch) {
            case 0 -> NULL;
            case 1 -> bytes.flag() ? TRUE : FALSE;
            case 2 -> Utf8.of(Long.toString(bytes.number()));
            case 3 -> Utf8.of(Json.write(DoubleNode.valueOf(bytes.fraction())));
            default -> null;
        };
    }

    private @Nullable Utf8 optionalText() {
        return bytes.number() == 0 ? null : bytes.text();
    }
}
