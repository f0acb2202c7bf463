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
     * Makes sure that {@link #register} would take a schema, and registers nothing: for what has to be registered under
     * several subjects or under none.
     *
     * @throws RegistryException.Refused where the subject's earlier schemas forbid it, naming the field and the rule
     * @throws RegistryException.Unavailable where the registry did not answer
     */
    void requireCompatible(String subject, Schema schema);

    /**
     * The schema of an id.
     *
     * @throws RegistryException.Refused where there is no such id
     * @throws RegistryException.Unavailable where the registry did not answer
     */
    Schema byId(int id);
}
