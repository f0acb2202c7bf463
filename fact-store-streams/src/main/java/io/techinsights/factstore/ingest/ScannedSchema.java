package io.techinsights.factstore.ingest;

import io.techinsights.schemas.fact.FactScan;
import io.techinsights.schemas.fact.FactSchema;
import io.techinsights.schemas.registry.WireFormat;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** A schema of fact records of which one was read and admitted, so that for the others a look at their bytes may do. */
final class ScannedSchema {
    private final FactScan scan;
    private final String retrieverId;
    private final int latestFactsId;
    private volatile @Nullable FactSchema agreed;

    private ScannedSchema(FactScan scan, String retrieverId, int latestFactsId) {
        this.scan = scan;
        this.retrieverId = retrieverId;
        this.latestFactsId = latestFactsId;
    }

    /**
     * What is to be known of it.
     *
     * @param latestFactsId its id under the subject of the latest-facts topic
     */
    static Optional<ScannedSchema> of(Schema record, String retrieverId, int latestFactsId) {
        return FactScan.of(record).map(scan -> new ScannedSchema(scan, retrieverId, latestFactsId));
    }

    String retrieverId() {
        return retrieverId;
    }

    /** Whether what fits the record fits what is announced, too; looked up once for each announcement, which is one object. */
    @SuppressWarnings("ReferenceEquality")
    boolean agreesWith(Optional<FactSchema> announced) {
        if (announced.isEmpty() || announced.get() == agreed) {
            return true;
        }
        FactSchema schema = announced.get();
        if (schema.isForgotten() || !scan.agreesWith(schema)) {
            return false;
        }
        agreed = schema;
        return true;
    }

    /** When a row was observed; empty where its bytes do not say enough. */
    OptionalLong observedAt(byte[] value) {
        return scan.observedAt(value);
    }

    /** The bytes of a row as the latest-facts topic has them. */
    byte[] forLatestFacts(byte[] value) {
        return WireFormat.withSchemaId(latestFactsId, value);
    }
}
