package io.techinsights.standalone.topics;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.avro.generic.GenericEnumSymbol;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/** Avro data without the classes that hold it. */
final class Data {
    private Data() {}

    /** A record as its fields by name, and everything else as plain Java has it. */
    static @Nullable Object plain(@Nullable Object datum) {
        if (datum instanceof IndexedRecord record) {
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            record.getSchema().getFields().forEach(field -> fields.put(field.name(), plain(record.get(field.pos()))));
            return new Fields(fields);
        } else if (datum instanceof List<?> list) {
            return list.stream().map(Data::plain).toList();
        } else if (datum instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> entries = new LinkedHashMap<>();
            map.forEach((key, value) -> entries.put(key.toString(), plain(value)));
            return entries;
        } else if (datum instanceof Instant time) {
            return time.toEpochMilli();
        }
        return datum instanceof CharSequence || datum instanceof GenericEnumSymbol || datum instanceof Enum
                ? datum.toString()
                : datum;
    }

    /** A record. */
    record Fields(Map<String, @Nullable Object> byName) {}

    /** Whether two data say the same, where both say anything: a field that one record alone has says nothing. */
    static boolean agree(@Nullable Object one, @Nullable Object other) {
        if (one instanceof Fields left && other instanceof Fields right) {
            return left.byName().keySet().stream()
                    .filter(right.byName()::containsKey)
                    .allMatch(name ->
                            agree(left.byName().get(name), right.byName().get(name)));
        } else if (one instanceof List<?> left && other instanceof List<?> right) {
            return left.size() == right.size()
                    && IntStream.range(0, left.size()).allMatch(i -> agree(left.get(i), right.get(i)));
        } else if (one instanceof Map<?, ?> left && other instanceof Map<?, ?> right) {
            return left.keySet().equals(right.keySet())
                    && left.keySet().stream().allMatch(key -> agree(left.get(key), right.get(key)));
        }
        return Objects.equals(one, other);
    }
}
