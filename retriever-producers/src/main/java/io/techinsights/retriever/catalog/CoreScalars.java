package io.techinsights.retriever.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.techinsights.schemas.json.Json;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What an unquoted scalar means by YAML 1.2's core schema, which Backstage reads by: {@code yes} and {@code 2026-11-23} are
 * texts, {@code 017} is 17.
 */
final class CoreScalars {
    private static final Pattern NULL = Pattern.compile("~|null|Null|NULL|");
    private static final Pattern TRUE = Pattern.compile("true|True|TRUE");
    private static final Pattern FALSE = Pattern.compile("false|False|FALSE");
    private static final Pattern OCTAL = Pattern.compile("0o[0-7]+");
    private static final Pattern HEX = Pattern.compile("0x[0-9a-fA-F]+");
    private static final Pattern NUMBER = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
    private static final Pattern NOT_FINITE = Pattern.compile("[-+]?\\.(inf|Inf|INF)|\\.nan|\\.NaN|\\.NAN");
    private static final int OCTAL_RADIX = 8;
    private static final int HEX_RADIX = 16;

    private CoreScalars() {}

    /** The value of an unquoted scalar without a tag. A number that JSON does not have becomes null, as in JavaScript. */
    static JsonNode resolve(String text) {
        return special(text).or(() -> number(text)).orElseGet(() -> TextNode.valueOf(text));
    }

    private static Optional<JsonNode> special(String text) {
        if (NULL.matcher(text).matches() || NOT_FINITE.matcher(text).matches()) {
            return Optional.of(NullNode.getInstance());
        }
        if (TRUE.matcher(text).matches()) {
            return Optional.of(BooleanNode.TRUE);
        }
        return FALSE.matcher(text).matches() ? Optional.of(BooleanNode.FALSE) : Optional.empty();
    }

    private static Optional<JsonNode> number(String text) {
        if (NUMBER.matcher(text).matches()) {
            return Optional.of(Json.number(Double.parseDouble(text)));
        }
        if (OCTAL.matcher(text).matches()) {
            return Optional.of(integer(text, OCTAL_RADIX));
        }
        return HEX.matcher(text).matches() ? Optional.of(integer(text, HEX_RADIX)) : Optional.empty();
    }

    private static JsonNode integer(String text, int radix) {
        return Json.number(new BigInteger(text.substring(2), radix).doubleValue());
    }
}
