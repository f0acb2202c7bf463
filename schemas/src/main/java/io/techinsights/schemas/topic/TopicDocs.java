package io.techinsights.schemas.topic;

/** What is said of each topic that {@link Topics} declares. */
final class TopicDocs {
    private static final String RETRIEVERS = "retrievers";
    private static final String FACTS = "facts";
    private static final String CHECKS = "checks";
    private static final String OPERATOR = "operator";

    private static final String ENTITY = "`kind:namespace/name` of the entity, lower case";
    private static final String RETRIEVER = "id of the retriever";
    private static final String ENTITY_FIRST =
            "the part of the key before the `#`, as Kafka's default partitioner hashes that: all about an entity lies in one"
                    + " partition";
    private static final String LAST_COUNTS = "At least once; the last record of a key counts.";
    private static final String ONCE =
            "Exactly once: it is written in the transaction that commits what it follows from, so read it with"
                    + " `isolation.level=read_committed`.";

    private TopicDocs() {}

    static final TopicDoc FACT_ROWS = TopicDoc.of("The rows that retrievers observe and that are pushed", ENTITY)
            .writtenBy(RETRIEVERS, "the rows of runs, and those that are pushed over HTTP")
            .writtenBy(OPERATOR, "programs of your own may write to it; `dead-letters replay` puts records back")
            .readBy(FACTS, "keeps the newest rows and their history")
            .readBy(CHECKS, "for back-tests only, from the time that is asked for")
            .header(
                    PushKey.HEADER,
                    "what whoever pushed the row calls it: the same key again is the same row, for 24 hours")
            .promising(
                    "A batch of a run is one transaction: with `isolation.level=read_committed` all of its rows are read, or"
                            + " none. A pushed row stands for itself; whoever got no answer may have pushed it twice.")
            .promising("Rows are compared by `observedAt`, not by their order on the topic.")
            .promising(
                    "No tombstones: a record without a value goes to the dead letters of `facts`, as does one that lies in"
                            + " another partition than that of its key.");

    static final TopicDoc ENTITIES = TopicDoc.of("The catalog, as it was read last", ENTITY)
            .writtenBy(RETRIEVERS, "the one instance that publishes the catalog; only what changed")
            .readBy(RETRIEVERS, "what retrievers observe; what the catalog is compared with")
            .readBy(FACTS, "tombstones only: the facts of who left go")
            .readBy(CHECKS, "filters of checks")
            .header(
                    FactEnds.HEADER,
                    "of a tombstone: how far the fact topics were written when the entity left, in its"
                            + " partition, `<topic>@<offset>` separated by semicolons")
            .promising(LAST_COUNTS)
            .promising("A tombstone when an entity was not in a complete reading of the catalog.");

    static final TopicDoc FACT_SCHEMAS = TopicDoc.of("What each retriever says of its facts", RETRIEVER)
            .writtenBy(
                    RETRIEVERS,
                    "at the start, where it differs from what is announced; what `PUT /fact-schemas` brings")
            .writtenBy(FACTS, "that a retriever is forgotten (`retrievers forget`)")
            .readBy(RETRIEVERS, "what pushed rows have to fit")
            .readBy(FACTS, "what rows have to fit; how long they are kept")
            .readBy(CHECKS, "which facts there are, and their cadence")
            .promising(LAST_COUNTS)
            .promising(
                    "The program writes no tombstones: a forgotten retriever is a record that says `forgotten`. One that"
                            + " somebody else writes takes the announcement away.");

    static final TopicDoc LATEST_FACTS = TopicDoc.of(
                    "The newest row of each entity and retriever",
                    "`<entity>#<retriever>`, the entity as `kind:namespace/name`")
            .partitionedBy(ENTITY_FIRST)
            .writtenBy(FACTS, "each row that becomes the newest")
            .readBy(CHECKS, "what checks judge by")
            .header(LatestFactHeaders.TOPIC, "the fact topic that brought the row")
            .header(LatestFactHeaders.PARTITION, "the partition it lay in")
            .header(LatestFactHeaders.OFFSET, "its offset there")
            .header(
                    LatestFactHeaders.DEPARTURE,
                    "the offset of the last tombstone on `entities` that was read before, in the same partition; absent where"
                            + " there was none, and on tombstones but `purged`")
            .header(
                    LatestFactHeaders.TOMBSTONE,
                    "of a tombstone: `expired`, `forgotten` (its retriever) or `purged` (its" + " entity left)")
            .promising(ONCE)
            .promising("The records of a key are in the order of their `observedAt`, but where tombstones lie between.")
            .promising(
                    "A tombstone when the row expires, when its retriever is forgotten, and when its entity leaves the catalog.");

    static final TopicDoc CHECK_DEFINITIONS = TopicDoc.of("The checks that are in force", "id of the check")
            .writtenBy(CHECKS, "those of the configuration at the start, and those that are put over HTTP")
            .readBy(CHECKS, "what is judged by")
            .readBy(RETRIEVERS, "the checks of type `external`, whose results are posted")
            .promising(LAST_COUNTS + " It is written in one transaction with `check-history`.")
            .promising("A tombstone when a check is taken away.");

    static final TopicDoc CHECK_HISTORY = TopicDoc.of(
                    "Every definition that a check ever had", "`<check>@<version>`, the version counted from 1")
            .writtenBy(CHECKS, "each definition, and each time a check is taken away (`withdrawn`)")
            .readBy(CHECKS, "`GET /checks/{id}/history`; the number of the next version")
            .promising("One record for each version, never replaced: compaction deletes none.")
            .promising("No tombstones.");

    static final TopicDoc CHECK_RESULTS = TopicDoc.of(
                    "What each check says of each entity now",
                    "`<entity>#<check>`, the entity as `kind:namespace/name`")
            .partitionedBy(ENTITY_FIRST)
            .writtenBy(CHECKS, "each time an entity is judged, also where nothing changed")
            .promising(ONCE)
            .promising("The last record of a key is what the checks of now say of the facts of now.")
            .promising(
                    "A tombstone when the check is taken away, and when the entity has left the catalog and has no facts.");

    static final TopicDoc CHECK_TRANSITIONS = TopicDoc.of("The results whose status or value changed", ENTITY)
            .writtenBy(CHECKS, "the first result of an entity and check, and each that differs from the one before it")
            .promising(ONCE)
            .promising("The changes of an entity are in order; two beside each other of one check differ.")
            .promising("No tombstones: that a result is taken back is said on `check-results` only.");

    static final TopicDoc RETRIEVER_COMMANDS = TopicDoc.of("Asks the owner of a retriever to run it now", RETRIEVER)
            .writtenBy(RETRIEVERS, "any instance, for `POST /retrievers/{id}/run` and `POST /facts/refresh`")
            .readBy(RETRIEVERS, "the group `<prefix>retrievers`: who has the partition of a retriever runs it")
            .promising("At least once: one that was being carried out when its owner died is carried out again.")
            .promising("No tombstones.");

    static final TopicDoc RETRIEVER_RUNS = TopicDoc.of(
                    "What the runs of each retriever did",
                    "id of the retriever for its latest run; `<retriever>@<n>` for those that have ended, n being the number of"
                            + " the run modulo 50")
            .writtenBy(RETRIEVERS, "the owner: when a run begins, every few seconds, and when it ends")
            .readBy(RETRIEVERS, "when the next run is due; `GET /retrievers/{id}/runs`")
            .promising(
                    "Written in the transactions of the rows: with `isolation.level=read_committed` a run says no more rows"
                            + " than are there. An owner that lost its retriever cannot write any more.")
            .promising("The last record of a key counts. No tombstones.");

    /** Of the dead letters of this role. */
    static TopicDoc deadLetters(String role) {
        return TopicDoc.of("What `" + role + "` could not take, byte for byte", "that of the record, as it came")
                .partitionedBy("the key, as Kafka's default partitioner hashes it; any, where there is none")
                .writtenBy(role, "each record that it cannot take")
                .writtenBy(OPERATOR, "`dead-letters replay` leaves a mark for each letter that it put back")
                .readBy(OPERATOR, "`dead-letters list`, `show`, `replay`")
                .header("dead-letter.reason", "what was wrong, and what was expected")
                .header("dead-letter.exception", "the class of what was thrown, where anything was")
                .header("dead-letter.topic", "the topic that the record lay on, or was meant for")
                .header("dead-letter.partition", "its partition; -1 where it never was a record")
                .header("dead-letter.offset", "its offset; -1 where it never was a record")
                .header("dead-letter.timestamp", "its time, in milliseconds since 1970")
                .header("dead-letter.left-out", "how much of the value is missing, where the letter would be too large")
                .header(
                        "dead-letter.replayed",
                        "on a mark, which is no letter: the address of the letter that was put back")
                .header("dead-letter.replayed-origin", "on a mark: where the record of that letter lay")
                .promising("One letter for each record, whatever instances and restarts; read it with"
                        + " `isolation.level=read_committed`.")
                .promising("The original headers stay beside those of the letter.")
                .promising("No tombstones: a letter of a tombstone and a mark have no value either.");
    }
}
