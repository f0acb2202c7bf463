package com.example.connect;

import io.techinsights.schemas.registry.FactRecordSerde;
import io.techinsights.schemas.registry.PatientRegistry;
import io.techinsights.schemas.registry.RegistryException;
import io.techinsights.schemas.registry.SchemaRegistryClient;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.storage.Converter;

/** Gives sinks the records of any topic of the pipeline as structs. It only reads. */
public final class RegistryAvroConverter implements Converter {
    private static final String REGISTRY = "registry";
    private static final Duration PATIENCE = Duration.ofDays(1);
    private static final ConfigDef CONFIG = new ConfigDef()
            .define(REGISTRY, ConfigDef.Type.STRING, ConfigDef.Importance.HIGH, "Address of the schema registry");

    private final Map<org.apache.avro.Schema, Schema> schemas = new ConcurrentHashMap<>();
    private Deserializer<GenericRecord> deserializer;

    @Override
    public ConfigDef config() {
        return CONFIG;
    }

    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
        Object address = CONFIG.parse(configs).get(REGISTRY);
        var registry = new SchemaRegistryClient(URI.create(address.toString()));
        deserializer = new FactRecordSerde(new PatientRegistry(registry, PATIENCE)).deserializer();
    }

    /**
     * Waits where the registry is away: no record is bad for that. An exception would not do, not even one to retry by: where the
     * worker stops meanwhile, Connect takes all that it still retries for bad.
     *
     * @throws DataException where the bytes are no record
     * @throws Error where the worker stops, or the wait gets too long: then the task fails, and nothing is committed
     */
    @Override
    public SchemaAndValue toConnectData(String topic, byte[] bytes) {
        if (bytes == null) {
            return SchemaAndValue.NULL;
        }
        try {
            GenericRecord record = deserializer.deserialize(topic, bytes);
            Schema schema = schemas.computeIfAbsent(record.getSchema(), AvroStructs::schema);
            return new SchemaAndValue(schema, AvroStructs.value(record.getSchema(), schema, record));
        } catch (RegistryException.Unavailable e) {
            throw new Error(e);
        } catch (SerializationException e) {
            throw new DataException(e);
        }
    }

    @Override
    public byte[] fromConnectData(String topic, Schema schema, Object value) {
        throw new DataException(getClass().getName() + " only reads");
    }
}
