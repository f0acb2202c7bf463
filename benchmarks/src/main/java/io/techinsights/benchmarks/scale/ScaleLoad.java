package io.techinsights.benchmarks.scale;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.techinsights.benchmarks.store.FactLoad;
import io.techinsights.schemas.fact.FactLifecycle;
import io.techinsights.schemas.json.Json;
import io.techinsights.standalone.PipelineSettings;
import io.techinsights.streams.app.KafkaSettings;

/** Rows of three boolean facts, and a check that reads two of them, for programs that are told over HTTP and by files. */
final class ScaleLoad {
    static final String RETRIEVER = "scale";

    private ScaleLoad() {}

    static FactLoad of(FactLifecycle lifecycle) {
        return new FactLoad(RETRIEVER, lifecycle);
    }

    /** What is put as the schema. */
    static ObjectNode announcement(FactLoad load) {
        ObjectNode json = Json.object().put("version", load.schema().version());
        if (load.lifecycle() instanceof FactLifecycle.MaxItems newest) {
            json.putObject("lifecycle").put("maxItems", newest.count());
        }
        ObjectNode facts = json.putObject("schema");
        load.schema().facts().forEach((name, definition) -> facts.set(name, definition.toJson()));
        return json;
    }

    /** The configuration of an instance beside a Kafka that is there already. */
    static ObjectNode configuration(KafkaSettings kafka) {
        ObjectNode configuration = Json.object();
        ObjectNode section = configuration.putObject(PipelineSettings.SECTION);
        section.putObject("kafka")
                .put("bootstrapServers", kafka.bootstrapServers())
                .put("schemaRegistry", kafka.schemaRegistry().toString())
                .put("partitions", kafka.partitions());
        section.putObject("factChecker").putObject("checks").set("scale", check());
        return configuration;
    }

    /** A check that has an outcome for each row. */
    static ObjectNode check() {
        ObjectNode check = Json.object()
                .put("type", "json-rules-engine")
                .put("name", "Of the benchmark")
                .put("description", "Of the benchmark");
        check.putArray("factIds").add(RETRIEVER);
        var any = check.putObject("rule").putObject("conditions").putArray("any");
        any.addObject().put("fact", "hasDescription").put("operator", "equal").put("value", true);
        any.addObject().put("fact", "hasTags").put("operator", "equal").put("value", true);
        return check;
    }
}
