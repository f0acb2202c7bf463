package io.techinsights.checker.drl.memory;

/** The entity that is judged; there is exactly one. All three parts are lower case. */
public final class Entity {
    private final String kind;
    private final String namespace;
    private final String name;

    public Entity(String kind, String namespace, String name) {
        this.kind = kind;
        this.namespace = namespace;
        this.name = name;
    }

    public String getKind() {
        return kind;
    }

    public String getNamespace() {
        return namespace;
    }

    public String getName() {
        return name;
    }

    /** Its reference, {@code kind:namespace/name}. */
    public String getRef() {
        return kind + ":" + namespace + "/" + name;
    }

    @Override
    public String toString() {
        return getRef();
    }
}
