package io.techinsights.benchmarks.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.schemas.fact.FactRow;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * The checks of {@code checks.json} as somebody would write them in Java who needs no rules that change, no evaluated trees
 * and no JavaScript comparisons: the fastest they could reasonably be.
 */
final class HandWrittenChecks {
    private static final String METADATA = "metadata";
    private static final String QUALITY = "quality";
    private static final String DELIVERY = "delivery";

    /** In the order of the file. */
    static final List<Predicate<Map<String, FactRow>>> ALL = List.of(
            HandWrittenChecks::ownedAndDocumented,
            HandWrittenChecks::covered,
            HandWrittenChecks::secure,
            HandWrittenChecks::ready,
            HandWrittenChecks::fastDelivery,
            HandWrittenChecks::supportedRuntime,
            HandWrittenChecks::tagged,
            HandWrittenChecks::notDeprecated,
            HandWrittenChecks::maintained,
            HandWrittenChecks::operable,
            HandWrittenChecks::clean,
            HandWrittenChecks::language,
            HandWrittenChecks::gold,
            HandWrittenChecks::experimental,
            HandWrittenChecks::steady,
            HandWrittenChecks::known,
            HandWrittenChecks::reviewed,
            HandWrittenChecks::scaled,
            HandWrittenChecks::modern,
            HandWrittenChecks::balanced);

    private HandWrittenChecks() {}

    /** One check of one condition. */
    static boolean owned(Map<String, FactRow> rows) {
        return flag(rows, METADATA, "hasOwner");
    }

    private static boolean ownedAndDocumented(Map<String, FactRow> rows) {
        return flag(rows, METADATA, "hasOwner")
                && (flag(rows, METADATA, "hasDocs")
                        || (flag(rows, METADATA, "hasDescription") && number(rows, METADATA, "links") >= 2));
    }

    private static boolean covered(Map<String, FactRow> rows) {
        return number(rows, QUALITY, "coverage") >= 50
                && (number(rows, QUALITY, "duplication") < 30
                        || !(number(rows, QUALITY, "lintErrors") > 100 || !flag(rows, QUALITY, "reviewed")));
    }

    private static boolean secure(Map<String, FactRow> rows) {
        return number(rows, QUALITY, "vulnerabilities") == 0
                || (number(rows, QUALITY, "vulnerabilities") <= 5
                        && flag(rows, QUALITY, "scanned")
                        && number(rows, QUALITY, "openBugs") < 20);
    }

    private static boolean ready(Map<String, FactRow> rows) {
        return text(rows, METADATA, "lifecycle").equals("production")
                && (text(rows, METADATA, "tier").equals("gold")
                        || (number(rows, QUALITY, "coverage") > 40 && flag(rows, METADATA, "hasOwner")));
    }

    private static boolean fastDelivery(Map<String, FactRow> rows) {
        return number(rows, DELIVERY, "leadTimeHours") < 48
                && (number(rows, DELIVERY, "deploysPerWeek") >= 5
                        || (number(rows, DELIVERY, "ciMinutes") <= 15 && number(rows, DELIVERY, "failureRate") < 0.5));
    }

    private static boolean supportedRuntime(Map<String, FactRow> rows) {
        return List.of("java17", "java21", "node20", "go1.24").contains(text(rows, DELIVERY, "runtime"))
                && !(number(rows, DELIVERY, "replicas") < 3
                        && (!flag(rows, DELIVERY, "onCall") || number(rows, DELIVERY, "slo") < 99.5));
    }

    private static boolean tagged(Map<String, FactRow> rows) {
        return has(rows, METADATA, "tags", "java")
                || (has(rows, METADATA, "tags", "backend")
                        && !has(rows, METADATA, "tags", "legacy")
                        && flag(rows, METADATA, "hasDescription"));
    }

    private static boolean notDeprecated(Map<String, FactRow> rows) {
        return !text(rows, METADATA, "lifecycle").equals("deprecated")
                && (number(rows, DELIVERY, "deploysPerWeek") > 2
                        || (number(rows, METADATA, "links") > 3 && flag(rows, METADATA, "hasDocs")));
    }

    private static boolean maintained(Map<String, FactRow> rows) {
        return (number(rows, QUALITY, "openBugs") < 15 && number(rows, DELIVERY, "deploysPerWeek") > 4)
                || (number(rows, QUALITY, "lintErrors") < 50 && number(rows, DELIVERY, "ciMinutes") < 20);
    }

    private static boolean operable(Map<String, FactRow> rows) {
        return (flag(rows, DELIVERY, "onCall") || text(rows, METADATA, "tier").equals("bronze"))
                && (number(rows, DELIVERY, "slo") >= 99.5 || number(rows, DELIVERY, "replicas") >= 4);
    }

    private static boolean clean(Map<String, FactRow> rows) {
        return !(number(rows, QUALITY, "lintErrors") > 120
                || (number(rows, QUALITY, "duplication") > 40
                        && (number(rows, QUALITY, "coverage") < 30 || number(rows, QUALITY, "openBugs") >= 25)));
    }

    private static boolean language(Map<String, FactRow> rows) {
        return List.of("java", "kotlin", "go").contains(text(rows, QUALITY, "language"))
                && (!List.of("node14", "java8").contains(text(rows, DELIVERY, "runtime"))
                        || !(flag(rows, QUALITY, "scanned") || flag(rows, QUALITY, "reviewed")));
    }

    private static boolean gold(Map<String, FactRow> rows) {
        return !text(rows, METADATA, "tier").equals("gold")
                || (number(rows, QUALITY, "coverage") >= 60
                        && flag(rows, DELIVERY, "onCall")
                        && number(rows, DELIVERY, "failureRate") <= 0.4);
    }

    private static boolean experimental(Map<String, FactRow> rows) {
        return !text(rows, METADATA, "lifecycle").equals("experimental")
                || (flag(rows, METADATA, "hasOwner")
                        && (flag(rows, QUALITY, "reviewed") || number(rows, QUALITY, "vulnerabilities") < 3));
    }

    private static boolean steady(Map<String, FactRow> rows) {
        return number(rows, DELIVERY, "failureRate") < 0.6
                && (number(rows, DELIVERY, "leadTimeHours") <= 60
                        || !(number(rows, DELIVERY, "ciMinutes") > 25 || number(rows, DELIVERY, "replicas") == 1));
    }

    private static boolean known(Map<String, FactRow> rows) {
        return (flag(rows, METADATA, "hasOwner") && flag(rows, METADATA, "hasDescription"))
                || (flag(rows, METADATA, "hasDocs") && number(rows, METADATA, "links") > 1);
    }

    private static boolean reviewed(Map<String, FactRow> rows) {
        return flag(rows, QUALITY, "reviewed")
                && !(number(rows, QUALITY, "openBugs") > 10
                        && (number(rows, QUALITY, "vulnerabilities") > 2 || number(rows, QUALITY, "lintErrors") >= 80));
    }

    private static boolean scaled(Map<String, FactRow> rows) {
        return (number(rows, DELIVERY, "replicas") > 2 && number(rows, DELIVERY, "slo") > 99)
                || (List.of("silver", "bronze").contains(text(rows, METADATA, "tier"))
                        && number(rows, DELIVERY, "deploysPerWeek") < 6);
    }

    private static boolean modern(Map<String, FactRow> rows) {
        return !text(rows, DELIVERY, "runtime").equals("java8")
                && (text(rows, QUALITY, "language").equals("go")
                        || (number(rows, DELIVERY, "ciMinutes") < 18 && flag(rows, QUALITY, "scanned")));
    }

    private static boolean balanced(Map<String, FactRow> rows) {
        return !((number(rows, QUALITY, "coverage") < 50 || number(rows, QUALITY, "duplication") >= 25)
                && (number(rows, DELIVERY, "failureRate") >= 0.5 || number(rows, DELIVERY, "leadTimeHours") > 40));
    }

    private static JsonNode fact(Map<String, FactRow> rows, String retriever, String name) {
        FactRow row = Objects.requireNonNull(rows.get(retriever));
        return Objects.requireNonNull(row.facts().get(name));
    }

    private static boolean flag(Map<String, FactRow> rows, String retriever, String name) {
        return fact(rows, retriever, name).booleanValue();
    }

    private static double number(Map<String, FactRow> rows, String retriever, String name) {
        return fact(rows, retriever, name).doubleValue();
    }

    private static String text(Map<String, FactRow> rows, String retriever, String name) {
        return fact(rows, retriever, name).textValue();
    }

    private static boolean has(Map<String, FactRow> rows, String retriever, String name, String element) {
        for (JsonNode one : fact(rows, retriever, name)) {
            if (element.equals(one.textValue())) {
                return true;
            }
        }
        return false;
    }
}
