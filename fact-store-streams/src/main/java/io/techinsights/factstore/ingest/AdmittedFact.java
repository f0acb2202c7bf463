package io.techinsights.factstore.ingest;

import io.techinsights.factstore.latest.Origin;
import io.techinsights.schemas.topic.EntityKey;
import org.apache.kafka.common.utils.Bytes;

/**
 * A row that fits its schema and its entity.
 *
 * @param observedAt in epoch milliseconds
 * @param bytes as the latest-facts topic and the stores carry it
 */
public record AdmittedFact(EntityKey owner, long observedAt, Bytes bytes, Origin origin) {}
