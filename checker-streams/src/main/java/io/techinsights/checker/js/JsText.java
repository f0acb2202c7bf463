package io.techinsights.checker.js;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.regex.Pattern;

/** Numbers and their texts as JavaScript converts one into the other. */
final class JsText {
    private static final String DIGITS = "(?:\\d+\\.?\\d*|\\.\\d+)";
    private static final Pattern DECIMAL = Pattern.compile("[+-]?" + DIGITS + "(?:[eE][+-]?\\d+)?");
    private static final Pattern NUMBER_AHEAD = Pattern.compile("[+-]?(?:Infinity|\\d|\\.\\d)");
    private static final Pattern RADIX = Pattern.compile("0(?:[xX][0-9a-fA-F]+|[oO][0-7]+|[bB][01]+)");

    private JsText() {}

    /** Whether {@code parseFloat} finds a number at the start of the text. */
    static boolean startsWithNumber(String text) {
        return NUMBER_AHEAD.matcher(trim(text)).lookingAt();
    }

    /** {@code Number(text)}: NaN where the whole text is no number, zero where it is blank. */
    static double toNumber(String text) {
        String trimmed = trim(text);
        if (trimmed.isEmpty()) {
            return 0;
        }
        if (DECIMAL.matcher(trimmed).matches()) {
            return Double.parseDouble(trimmed);
        }
        if (RADIX.matcher(trimmed).matches()) {
            return radix(trimmed);
        }
        return switch (trimmed) {
            case "Infinity", "+Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> Double.NaN;
        };
    }

    private static double radix(String text) {
        int radix = switch (text.charAt(1)) {
            case 'x', 'X' -> 16;
            case 'o', 'O' -> 8;
            default -> 2;
        };
        return new BigInteger(text.substring(2), radix).doubleValue();
    }

    /** {@code String(number)}: the shortest digits that mean this number, with an exponent from 1e21 and below 1e-6. */
    static String of(double number) {
        if (number == 0) {
            return "0";
        }
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            return Double.toString(number);
        }
        BigDecimal shortest = shortest(number);
        String digits = shortest.unscaledValue().abs().toString();
        int point = digits.length() - shortest.scale();
        return (number < 0 ? "-" : "") + place(digits, point);
    }

    /** Java writes two digits where one would do, which shows in the smallest numbers: 4.9E-324 for JavaScript's 5e-324. */
    private static BigDecimal shortest(double number) {
        var digits = new BigDecimal(NumberOutput.toString(number, true)).stripTrailingZeros();
        BigDecimal one = digits.round(new MathContext(1));
        return one.doubleValue() == number ? one : digits;
    }

    private static String place(String digits, int point) {
        int count = digits.length();
        if (point > 21 || point <= -6) {
            String fraction = count == 1 ? "" : "." + digits.substring(1);
            return digits.charAt(0) + fraction + "e" + (point > 0 ? "+" : "-") + Math.abs(point - 1);
        }
        if (point >= count) {
            return digits + "0".repeat(point - count);
        }
        return point > 0
                ? digits.substring(0, point) + "." + digits.substring(point)
                : "0." + "0".repeat(-point) + digits;
    }

    private static String trim(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    private static boolean isSpace(char c) {
        return switch (c) {
            case '\t', '\n', '\u000B', '\f', '\r', '\uFEFF', '\u2028', '\u2029' -> true;
            default -> Character.getType(c) == Character.SPACE_SEPARATOR;
        };
    }
}
