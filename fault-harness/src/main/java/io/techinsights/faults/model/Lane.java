package io.techinsights.faults.model;

/** The rows of one retriever about one entity: all that order is promised for. */
public record Lane(String entity, PushedFacts retriever) {
    /** The key on the topic of latest facts. */
    public String key() {
        return entity + "#" + retriever.id();
    }
}
