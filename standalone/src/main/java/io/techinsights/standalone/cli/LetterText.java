package io.techinsights.standalone.cli;

import io.techinsights.streams.letters.Letter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/** Makes lines for a terminal of what a letter holds, whatever that is: no control character gets there. */
final class LetterText {
    private static final int KEY_LENGTH = 60;
    private static final int REASON_LENGTH = 160;
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Cntrl}]+");

    private LetterText() {}

    /** Bytes as text; empty where they are none that can be printed. */
    static Optional<String> printable(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.chars().noneMatch(Character::isISOControl) ? Optional.of(text) : Optional.empty();
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** Bytes as text, or in hex. */
    static String textOrHex(byte[] bytes) {
        return printable(bytes).orElseGet(() -> "0x" + HexFormat.of().formatHex(bytes));
    }

    static String key(Letter letter) {
        return letter.key().map(key -> cut(textOrHex(key.get()), KEY_LENGTH)).orElse("-");
    }

    static String reason(Letter letter) {
        return cut(oneLine(letter.reason()), REASON_LENGTH);
    }

    static String oneLine(String text) {
        return BLANKS.matcher(text).replaceAll(" ").strip();
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length - 1) + "…";
    }

    static String size(int bytes) {
        if (bytes < 0) {
            return "none";
        }
        return bytes < 10 * 1024 ? bytes + " B" : bytes / 1024 + " KiB";
    }
}
