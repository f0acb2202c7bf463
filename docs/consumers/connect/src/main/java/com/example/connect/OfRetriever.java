package com.example.connect;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.transforms.predicates.Predicate;

/** Is true of the facts of the retrievers that it is told: a fact topic carries those of many. */
public final class OfRetriever<R extends ConnectRecord<R>> implements Predicate<R> {
    private static final String RETRIEVERS = "retrievers";
    private static final ConfigDef CONFIG =
            new ConfigDef().define(RETRIEVERS, ConfigDef.Type.LIST, ConfigDef.Importance.HIGH, "Ids of retrievers");

    private List<?> retrievers = List.of();

    @Override
    public ConfigDef config() {
        return CONFIG;
    }

    @Override
    public void configure(Map<String, ?> configs) {
        retrievers = (List<?>) CONFIG.parse(configs).get(RETRIEVERS);
    }

    @Override
    public boolean test(R record) {
        return record.valueSchema() != null
                && record.valueSchema().parameters() != null
                && retrievers.contains(record.valueSchema().parameters().get("retrieverId"));
    }

    @Override
    public void close() {}
}
