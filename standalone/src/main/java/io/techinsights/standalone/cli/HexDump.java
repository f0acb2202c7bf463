package io.techinsights.standalone.cli;

import java.io.PrintWriter;
import java.util.Locale;

/** Prints bytes as {@code hexdump -C} does, up to a limit. */
final class HexDump {
    private static final int LINE = 16;
    private static final int LIMIT = 4096;

    private HexDump() {}

    static void print(PrintWriter out, byte[] bytes) {
        for (int at = 0; at < Math.min(bytes.length, LIMIT); at += LINE) {
            out.println(line(bytes, at));
        }
        if (bytes.length > LIMIT) {
            out.println("  … and " + (bytes.length - LIMIT) + " bytes more");
        }
    }

    private static String line(byte[] bytes, int at) {
        var hex = new StringBuilder();
        var text = new StringBuilder();
        for (int i = at; i < at + LINE; i++) {
            hex.append(i < bytes.length ? String.format(Locale.ROOT, "%02x ", bytes[i]) : "   ");
            if (i < bytes.length) {
                text.append(bytes[i] >= 0x20 && bytes[i] < 0x7f ? (char) bytes[i] : '.');
            }
        }
        return String.format(Locale.ROOT, "  %08x  %s |%s|", at, hex, text);
    }
}
