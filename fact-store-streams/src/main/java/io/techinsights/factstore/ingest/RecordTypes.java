package io.techinsights.factstore.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.schemas.fact.FactRecords;
import io.techinsights.schemas.fact.FactRow;
import io.techinsights.schemas.fact.FactType;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;

/** Compares the values of a row with the fact types that its own record schema declares beside the Avro types. */
final class RecordTypes {
    private RecordTypes() {}

    /** One message per fact that is not of its declared type. */
    static List<String> mismatches(Schema record, FactRow row) {
        List<String> mismatches = new ArrayList<>();
        for (Schema.Field field : record.getFields()) {
            JsonNode value = row.facts().get(field.getProp(FactRecords.FACT_NAME));
            if (value != null) {
                String mismatch =
                        FactType.of(field.getProp(FactRecords.FACT_TYPE)).mismatch(value);
                if (mismatch != null) {
                    mismatches.add("fact '" + field.getProp(FactRecords.FACT_NAME) + "': " + mismatch);
                }
            }
        }
        return mismatches;
    }
}
