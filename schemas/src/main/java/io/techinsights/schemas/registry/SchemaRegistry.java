package io.techinsights.schemas.registry;

import org.apache.avro.Schema;

/** What a serializer needs of a schema registry. Answers are final: an id names one schema for ever. */
public interface SchemaRegistry {
    /**
     * The id of a schema under a subject; the schema is registered where it is not yet.
     *
     * @throws RegistryException.Refused where the registry will not take it, an incompatible change say
     * @throws RegistryException.Unavailable where the registry did not answer
     */
    int register(String subject, Schema schema);

    /**
     * The schema of an id.
     *
     * @throws RegistryException.Refused where there is no such id
     * @throws RegistryException.Unavailable where the registry did not answer
     */
    Schema byId(int id);
}
