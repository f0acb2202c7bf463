package io.techinsights.standalone.embedded.registry;

/**
 * A schema under a subject.
 *
 * @param version from 1, counted for each subject
 * @param id of the schema, the same under every subject
 * @param schema Avro's own text of it
 * @param deleted softly: still there for those who ask for it
 */
record SchemaVersion(String subject, int version, int id, String schema, boolean deleted) {
    SchemaVersion asDeleted() {
        return new SchemaVersion(subject, version, id, schema, true);
    }
}
