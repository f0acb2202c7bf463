package io.techinsights.standalone.topics;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.stream.Collectors;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;

/** An Avro record, and the records inside it, as tables of their fields. */
final class SchemaTables {
    private final StringBuilder text = new StringBuilder();
    private final Queue<Schema> inside = new ArrayDeque<>();

    private SchemaTables() {}

    static String of(Schema record) {
        var tables = new SchemaTables();
        tables.table(record);
        for (Schema next = tables.inside.poll(); next != null; next = tables.inside.poll()) {
            tables.text.append("\n`%s`: %s\n\n".formatted(next.getName(), next.getDoc()));
            tables.table(next);
        }
        return tables.text.toString();
    }

    private void table(Schema record) {
        text.append("| field | type | default | |\n| --- | --- | --- | --- |\n");
        for (Schema.Field field : record.getFields()) {
            String row = "| `%s` | %s | %s | %s |\n";
            text.append(row.formatted(field.name(), type(field.schema()), defaultOf(field), doc(field)));
        }
    }

    private static String doc(Schema.Field field) {
        return field.doc() == null ? "" : field.doc().replace("|", "\\|");
    }

    private static String defaultOf(Schema.Field field) {
        if (!field.hasDefaultValue()) {
            return "";
        }
        Object value = field.defaultVal();
        return "`" + (value == JsonProperties.NULL_VALUE ? "null" : value) + "`";
    }

    private String type(Schema schema) {
        String logical = schema.getProp("logicalType");
        return switch (schema.getType()) {
            case UNION -> schema.getTypes().stream().map(this::type).collect(Collectors.joining(" or "));
            case ARRAY -> "array of " + type(schema.getElementType());
            case MAP -> "map of " + type(schema.getValueType());
            case ENUM -> "enum " + schema.getName() + ": " + String.join(", ", schema.getEnumSymbols());
            case RECORD -> {
                inside.add(schema);
                yield schema.getName();
            }
            default -> schema.getType().getName() + (logical == null ? "" : " (" + logical + ")");
        };
    }
}
