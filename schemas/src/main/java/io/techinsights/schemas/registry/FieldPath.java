package io.techinsights.schemas.registry;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.avro.Schema;

/** Turns a place in a schema's JSON, {@code /fields/1/type}, into the names that people gave it. */
final class FieldPath {
    private static final Pattern SLASH = Pattern.compile("/");
    private static final Pattern INDEX = Pattern.compile("[0-9]+");

    private FieldPath() {}

    /** The dotted names of the fields on the way; empty where the way leads through none. */
    static String of(Schema schema, String location) {
        List<String> names = new ArrayList<>();
        Schema at = schema;
        Iterator<String> steps = SLASH.splitAsStream(location).iterator();
        while (steps.hasNext()) {
            String step = steps.next();
            if (step.equals("fields") && at.getType() == Schema.Type.RECORD && steps.hasNext()) {
                Schema.Field field = at.getFields().get(Integer.parseInt(steps.next()));
                names.add(field.name());
                at = field.schema();
            } else {
                at = child(at, step);
            }
        }
        return String.join(".", names);
    }

    private static Schema child(Schema schema, String step) {
        return switch (schema.getType()) {
            case ARRAY -> step.equals("items") ? schema.getElementType() : schema;
            case MAP -> step.equals("values") ? schema.getValueType() : schema;
            case UNION -> INDEX.matcher(step).matches() ? schema.getTypes().get(Integer.parseInt(step)) : schema;
            default -> schema;
        };
    }
}
