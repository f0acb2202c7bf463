package io.techinsights.schemas.topic;

/** The names of the headers of the latest-facts topic; all values are text. */
public final class LatestFactHeaders {
    /** The fact topic that brought the row. */
    public static final String TOPIC = "fact.topic";

    /** The partition it lay in. */
    public static final String PARTITION = "fact.partition";

    /** Its offset there. */
    public static final String OFFSET = "fact.offset";

    /** The offset on the entities topic of the last tombstone that was read before the record was written. */
    public static final String DEPARTURE = "catalog.departure";

    /** Of a tombstone: {@code expired}, {@code forgotten} (its retriever) or {@code purged} (its entity left). */
    public static final String TOMBSTONE = "fact.tombstone";

    private LatestFactHeaders() {}
}
