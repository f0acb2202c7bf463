package io.techinsights.checker.drl;

import io.techinsights.checker.drl.LinkedMembers.Member;
import io.techinsights.checker.drl.memory.Fact;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The types that rules may use: what a rule needs to compute with, and nothing that reaches the process around it. This keeps
 * honest rules honest; it is no sandbox.
 */
final class OpenTypes {
    /** For messages. */
    static final String LIST =
            "java.lang (values, text and exceptions), java.math, java.time and its packages, the collections of"
                    + " java.util, java.util.function, java.util.regex, java.util.stream";

    /** The package of the types of ours, which rules see without an import. */
    static final String MEMORY = Fact.class.getPackageName();

    private static final List<String> PACKAGES = List.of(
            MEMORY,
            "java.math",
            "java.time",
            "java.time.chrono",
            "java.time.format",
            "java.time.temporal",
            "java.time.zone",
            "java.util.function",
            "java.util.regex",
            "java.util.stream");

    /** Packages of which some types are open; all of them may be imported with a star. */
    private static final Set<String> IN_PART = Set.of("java.lang", "java.util");

    private static final Pattern LANG =
            Pattern.compile("java\\.lang\\.(Object|String|StringBuilder|CharSequence|Comparable"
                    + "|Iterable|Runnable|Enum|Record|Boolean|Character|Number|Byte|Short|Integer|Long|Float|Double|Math|StrictMath"
                    + "|Throwable|\\w*Exception|\\w*Error|Override|SuppressWarnings|FunctionalInterface)");

    private static final Pattern UTIL =
            Pattern.compile("java\\.util\\.((Abstract|Array|Linked|Hash|LinkedHash|Tree|Sorted"
                    + "|Navigable|Priority|Enum|Identity)*(Collection|List|Set|Map|Queue|Deque|Hash)(\\$\\w+)?|BitSet|Iterator|ListIterator"
                    + "|PrimitiveIterator(\\$\\w+)?|Spliterator|Comparator|Collections|Arrays|Objects|Optional\\w*|StringJoiner|Locale|UUID"
                    + "|\\w*SummaryStatistics|NoSuchElementException|ConcurrentModificationException)");

    /** What the compilers of Java and of Drools link from the classes of every rule. */
    private static final Pattern GENERATED =
            Pattern.compile("java\\.lang\\.invoke\\.(LambdaMetafactory|StringConcatFactory|SerializedLambda)"
                    + "|java\\.lang\\.runtime\\.ObjectMethods|org\\.drools\\.model\\..+|org\\.drools\\.modelcompiler\\..+"
                    + "|org\\.drools\\.util\\.DateUtils|org\\.drools\\.core\\.base\\.accumulators\\.\\w+");

    private static final Set<Member> ALSO = Set.of(
            new Member("java.lang.System", "arraycopy"),
            new Member("org.drools.core.rule.consequence.KnowledgeHelper", "insertLogical"));

    private static final Set<Member> BUT_NOT = Set.of(
            new Member("java.util.Locale", "setDefault"),
            new Member("org.drools.model.Drools", "getRuntime"),
            new Member("org.drools.model.Drools", "getContext"),
            new Member("org.drools.model.Drools", "getChannel"),
            new Member("org.drools.model.Drools", "insertAsync"));

    private OpenTypes() {}

    /**
     * Whether rules may import a type, or match objects of it.
     *
     * @param name its binary name
     */
    static boolean isOpen(String name) {
        int dot = name.lastIndexOf('.');
        return dot > 0
                && (PACKAGES.contains(name.substring(0, dot))
                        || LANG.matcher(name).matches()
                        || UTIL.matcher(name).matches());
    }

    /** Whether a package may be imported with a star. */
    static boolean isOpenPackage(String name) {
        return PACKAGES.contains(name) || IN_PART.contains(name);
    }

    /** Whether a compiled rule may use a member. */
    static boolean isOpen(Member member) {
        String owner = member.owner();
        boolean open = owner.startsWith("[")
                || isOpen(owner)
                || GENERATED.matcher(owner).matches();
        return ALSO.contains(member) || (open && !BUT_NOT.contains(member));
    }
}
