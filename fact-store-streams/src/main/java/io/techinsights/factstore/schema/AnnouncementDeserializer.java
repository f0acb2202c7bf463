package io.techinsights.factstore.schema;

import io.techinsights.schemas.avro.FactSchemaAnnouncement;
import io.techinsights.schemas.fact.FactSchema;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import org.semver4j.Semver;

/** Reads an announcement and checks it, so that one that makes no sense is a bad record and not a surprise later. */
public final class AnnouncementDeserializer implements Deserializer<FactSchema> {
    private final Deserializer<FactSchemaAnnouncement> records;

    public AnnouncementDeserializer(Deserializer<FactSchemaAnnouncement> records) {
        this.records = records;
    }

    @Override
    public @Nullable FactSchema deserialize(String topic, byte @Nullable [] bytes) {
        FactSchemaAnnouncement record = bytes == null ? null : records.deserialize(topic, bytes);
        if (record == null) {
            return null;
        }
        FactSchema schema = FactSchema.of(record);
        if (!Semver.isValid(schema.version())) {
            throw new IllegalArgumentException("Fact schema of '" + schema.retrieverId() + "' has version '"
                    + schema.version() + "', expected a semantic version such as 1.0.0");
        }
        return schema;
    }
}
