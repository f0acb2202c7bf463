package io.techinsights.schemas.topic;

import io.techinsights.schemas.entity.EntityRef;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * The key of what is known about an entity by one retriever or check. On a topic it reads {@code
 * component:default/petstore#titleCheck} and lies in the partition of the entity alone.
 *
 * @param id of the retriever or the check
 */
public record EntityKey(EntityRef entity, String id) {
    private static final char SEPARATOR = '#';

    /**
     * Reads what {@link #toString} wrote.
     *
     * @throws IllegalArgumentException where a part is missing
     */
    public static EntityKey parse(String text) {
        int at = text.indexOf(SEPARATOR);
        if (at < 0 || at == text.length() - 1) {
            throw new IllegalArgumentException(
                    "Key \"" + text + "\" was not on the form <kind>:<namespace>/<name>" + SEPARATOR + "<id>");
        }
        return new EntityKey(EntityRef.parse(text.substring(0, at)), text.substring(at + 1));
    }

    /** As a topic's key. */
    public static Serde<EntityKey> serde() {
        var text = Serdes.String();
        return Serdes.serdeFrom(
                (topic, key) -> key == null ? null : text.serializer().serialize(topic, key.toString()),
                (topic, bytes) ->
                        bytes == null ? null : parse(text.deserializer().deserialize(topic, bytes)));
    }

    /** The partition of all that is known about an entity: the one Kafka's default partitioner gives the entity. */
    public static int partition(EntityRef entity, int partitions) {
        return KeyPartition.of(entity.toString(), partitions);
    }

    @Override
    public String toString() {
        return entity.toString() + SEPARATOR + id;
    }
}
