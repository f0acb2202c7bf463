package io.techinsights.schemas.fact;

import io.techinsights.schemas.registry.WireFormat;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.kafka.common.utils.ByteUtils;
import org.jspecify.annotations.Nullable;

/**
 * Looks through the bytes of fact records of one schema without making rows of them. Where the Avro types of a schema leave
 * nothing open that {@link FactRecords} and {@link FactType} ask, bytes that are whole are a row that fits. It never says what
 * is wrong: what it does not vouch for has to be read.
 */
public final class FactScan {
    private static final long MAX_SAFE_INTEGER = (1L << 53) - 1;
    private static final Set<String> REQUIRED =
            Set.of(FactRecords.OBSERVED_AT, FactRecords.RETRIEVER_VERSION, FactRecords.NULL_FACTS);

    private final List<Part> parts;
    private final Map<String, FactType> types;

    /** What the bytes of a field are. */
    private enum Part {
        OBSERVED_AT,
        TEXT,
        TEXT_OR_NULL,
        TEXTS,
        BOOLEAN_OR_NULL,
        INTEGER_OR_NULL,
        FLOAT_OR_NULL,
        /** A value that is looked at more closely, where there is one. */
        OTHER_OR_NULL
    }

    private FactScan(List<Part> parts, Map<String, FactType> types) {
        this.parts = List.copyOf(parts);
        this.types = Map.copyOf(types);
    }

    /** The scan of records of a schema; none where it is not shaped as {@link FactRecords#schemaOf} shapes them. */
    public static Optional<FactScan> of(Schema record) {
        if (record.getType() != Schema.Type.RECORD
                || REQUIRED.stream().anyMatch(field -> record.getField(field) == null)) {
            return Optional.empty();
        }
        List<Part> parts = new ArrayList<>();
        Map<String, FactType> types = new HashMap<>();
        for (Schema.Field field : record.getFields()) {
            String name = field.getProp(FactRecords.FACT_NAME);
            String type = field.getProp(FactRecords.FACT_TYPE);
            boolean isFact = name != null && type != null;
            Part part = isFact ? ofFact(field, FactType.of(type)) : ofRow(field);
            if (part == null || (isFact && types.put(name, FactType.of(type)) != null)) {
                return Optional.empty();
            }
            parts.add(part);
        }
        return Optional.of(new FactScan(parts, types));
    }

    private static @Nullable Part ofRow(Schema.Field field) {
        Schema.Type type = field.schema().getType();
        return switch (field.name()) {
            case FactRecords.OBSERVED_AT -> type == Schema.Type.LONG ? Part.OBSERVED_AT : null;
            case FactRecords.RETRIEVER_VERSION -> type == Schema.Type.STRING ? Part.TEXT : null;
            case FactRecords.RUN_ID -> isNullable(field, Schema.Type.STRING) ? Part.TEXT_OR_NULL : null;
            case FactRecords.NULL_FACTS ->
                type == Schema.Type.ARRAY && field.schema().getElementType().getType() == Schema.Type.STRING
                        ? Part.TEXTS
                        : null;
            default -> null;
        };
    }

    private static @Nullable Part ofFact(Schema.Field field, FactType type) {
        if (!isNullable(field, type.fieldSchema().getTypes().get(1).getType())) {
            return null;
        }
        return switch (type) {
            case BOOLEAN -> Part.BOOLEAN_OR_NULL;
            case INTEGER -> Part.INTEGER_OR_NULL;
            case FLOAT -> Part.FLOAT_OR_NULL;
            case STRING -> Part.TEXT_OR_NULL;
            case DATETIME, SET, OBJECT -> Part.OTHER_OR_NULL;
        };
    }

    private static boolean isNullable(Schema.Field field, Schema.Type type) {
        return field.schema().isUnion()
                && field.schema().getTypes().size() == 2
                && field.schema().getTypes().get(0).getType() == Schema.Type.NULL
                && field.schema().getTypes().get(1).getType() == type;
    }

    /** Whether a retriever announced no fact with another type than its records have. */
    public boolean agreesWith(FactSchema announced) {
        return types.entrySet().stream()
                .allMatch(fact -> announced
                        .fact(fact.getKey())
                        .map(definition -> definition.type() == fact.getValue())
                        .orElse(true));
    }

    /** When the row in these bytes was observed, in epoch milliseconds; empty where they have to be read. */
    public OptionalLong observedAt(byte[] bytes) {
        ByteBuffer rest = ByteBuffer.wrap(bytes, WireFormat.HEADER, bytes.length - WireFormat.HEADER);
        long observedAt = 0;
        try {
            for (Part part : parts) {
                if (part == Part.OBSERVED_AT) {
                    observedAt = ByteUtils.readVarlong(rest);
                } else if (!passes(part, rest)) {
                    return OptionalLong.empty();
                }
            }
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            return OptionalLong.empty();
        }
        return rest.hasRemaining() ? OptionalLong.empty() : OptionalLong.of(observedAt);
    }

    private static boolean passes(Part part, ByteBuffer rest) {
        return switch (part) {
            case OBSERVED_AT -> true;
            case TEXT -> skipText(rest);
            case TEXTS -> skipTexts(rest);
            default -> {
                byte branch = rest.get();
                yield branch == 0 || (branch == 2 && passesValue(part, rest));
            }
        };
    }

    private static boolean passesValue(Part part, ByteBuffer rest) {
        return switch (part) {
            case TEXT_OR_NULL -> skipText(rest);
            case BOOLEAN_OR_NULL -> (rest.get() & ~1) == 0;
            case INTEGER_OR_NULL -> isSafe(ByteUtils.readVarlong(rest));
            case FLOAT_OR_NULL -> skip(Double.BYTES, rest);
            default -> false;
        };
    }

    private static boolean isSafe(long value) {
        return -MAX_SAFE_INTEGER <= value && value <= MAX_SAFE_INTEGER;
    }

    private static boolean skipTexts(ByteBuffer rest) {
        long count = ByteUtils.readVarlong(rest);
        while (count > 0) {
            for (long i = 0; i < count; i++) {
                if (!skipText(rest)) {
                    return false;
                }
            }
            count = ByteUtils.readVarlong(rest);
        }
        return count == 0;
    }

    private static boolean skipText(ByteBuffer rest) {
        return skip(ByteUtils.readVarlong(rest), rest);
    }

    private static boolean skip(long length, ByteBuffer rest) {
        if (length < 0 || length > rest.remaining()) {
            return false;
        }
        rest.position(rest.position() + (int) length);
        return true;
    }
}
