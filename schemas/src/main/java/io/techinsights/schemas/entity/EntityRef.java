package io.techinsights.schemas.entity;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Names an entity: {@code kind:namespace/name}, always lower case. Two references that differ only in case are one
 * entity, as in Backstage. It is put together once, since it is a key wherever something is known of the entity.
 */
public final class EntityRef implements Comparable<EntityRef> {
    public static final String DEFAULT_NAMESPACE = "default";

    private static final int MAX_LENGTH = 63;

    private final String kind;
    private final String namespace;
    private final String name;
    private final String text;

    /**
     * Names an entity, whatever the case of the parts.
     *
     * @param kind for example {@code component}
     * @param namespace {@code default} where none was given
     * @param name for example {@code petstore}
     */
    public EntityRef(String kind, String namespace, String name) {
        this.kind = kind.toLowerCase(Locale.ROOT);
        this.namespace = namespace.toLowerCase(Locale.ROOT);
        this.name = name.toLowerCase(Locale.ROOT);
        text = this.kind + ":" + this.namespace + "/" + this.name;
    }

    private EntityRef(String kind, String namespace, String name, String text) {
        this.kind = kind;
        this.namespace = namespace;
        this.name = name;
        this.text = text;
    }

    /**
     * Reads a reference as Backstage does: leniently, with the namespace optional.
     *
     * @throws IllegalArgumentException where kind or name is missing or empty
     */
    public static EntityRef parse(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("Entity reference must not be empty");
        }
        int slash = text.indexOf('/');
        int colon = text.indexOf(':');
        if (slash != -1 && slash < colon) {
            colon = -1;
        }
        String kind = colon == -1 ? "" : text.substring(0, colon);
        String namespace = slash == -1 ? DEFAULT_NAMESPACE : text.substring(colon + 1, slash);
        String name = text.substring(Math.max(colon, slash) + 1);
        if (kind.isEmpty()) {
            throw new IllegalArgumentException("Entity reference \"" + text
                    + "\" had missing or empty kind (e.g. did not start with \"component:\" or similar)");
        }
        if (namespace.isEmpty() || name.isEmpty()) {
            throw new IllegalArgumentException(
                    "Entity reference \"" + text + "\" was not on the form [<kind>:][<namespace>/]<name>");
        }
        boolean isWhole = colon != -1 && slash != -1 && isLowerCase(text);
        return isWhole ? new EntityRef(kind, namespace, name, text) : new EntityRef(kind, namespace, name);
    }

    /**
     * Reads a reference that something is to be stored under.
     *
     * @throws IllegalArgumentException where a part breaks Backstage's naming rules
     */
    public static EntityRef parseStrict(String text) {
        EntityRef ref = parse(text);
        requireKind(ref.kind());
        requireNamespace(ref.namespace());
        requireName(ref.name());
        return ref;
    }

    /** A kind is letters and digits, a letter first, 1 to 63 of them. */
    public static void requireKind(String kind) {
        boolean valid = consistsOf(kind, "") && !isDigit(kind.charAt(0));
        require(valid, kind, "kind", "letters and digits, a letter first");
    }

    /** A namespace is a DNS label. */
    public static void requireNamespace(String namespace) {
        boolean valid = consistsOf(namespace, "-") && isLowerCase(namespace);
        require(valid, namespace, "metadata.namespace", "a DNS label: a-z, 0-9 and '-' between them");
    }

    /** A name is 1 to 63 of letters, digits and {@code -_.}, a letter or digit at both ends. */
    public static void requireName(String name) {
        boolean valid = consistsOf(name, "-_.");
        require(valid, name, "metadata.name", "letters, digits and '-_.', a letter or digit at both ends");
    }

    private static void require(boolean valid, String value, String what, String expected) {
        if (!valid || value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    what + " \"" + value + "\" is not valid: expected 1 to " + MAX_LENGTH + " of " + expected);
        }
    }

    /** Letters and digits of ASCII, with others between them. */
    private static boolean consistsOf(String value, String between) {
        int last = value.length() - 1;
        for (int i = 0; i <= last; i++) {
            char c = value.charAt(i);
            boolean isPlain = (c >= 'a' && c <= 'z') || isDigit(c) || isCapital(c);
            if (!isPlain && (i == 0 || i == last || between.indexOf(c) < 0)) {
                return false;
            }
        }
        return last >= 0;
    }

    private static boolean isLowerCase(String value) {
        return value.equals(value.toLowerCase(Locale.ROOT));
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isCapital(int c) {
        return c >= 'A' && c <= 'Z';
    }

    /** What it is, for example {@code component}. */
    public String kind() {
        return kind;
    }

    /** Where its name is one, {@code default} where nothing else was said. */
    public String namespace() {
        return namespace;
    }

    /** For example {@code petstore}. */
    public String name() {
        return name;
    }

    @Override
    public int compareTo(EntityRef other) {
        return text.compareTo(other.text);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof EntityRef ref && text.equals(ref.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** The whole reference. */
    @Override
    public String toString() {
        return text;
    }
}
