package io.techinsights.standalone.embedded.registry;

import org.apache.avro.Schema;

/** Versions of one record, and what changing from one to the other breaks. */
final class TestSchemas {
    static final Schema NAME = record("{'name': 'name', 'type': 'string'}");
    static final Schema NAME_AND_OPTIONAL =
            record("{'name': 'name', 'type': 'string'}, {'name': 'age', 'type': ['null', 'int'], 'default': null}");
    static final Schema NAME_AND_REQUIRED =
            record("{'name': 'name', 'type': 'string'}, {'name': 'owner', 'type': 'string'}");
    static final Schema NUMBER = record("{'name': 'name', 'type': 'int'}");

    private TestSchemas() {}

    static Schema record(String fields) {
        return SchemaText.parse(
                ("{'type': 'record', 'name': 'Person', 'fields': [" + fields + "]}").replace('\'', '"'));
    }
}
