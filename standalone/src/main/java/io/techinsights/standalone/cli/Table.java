package io.techinsights.standalone.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Rows of text in columns that are as wide as what they hold; the last one ends where its text does. */
final class Table {
    private final List<String[]> rows = new ArrayList<>();
    private final int[] widths;

    Table(String... head) {
        widths = new int[head.length];
        row(head);
    }

    void row(String... cells) {
        for (int i = 0; i < cells.length; i++) {
            widths[i] = Math.max(widths[i], cells[i].length());
        }
        rows.add(cells);
    }

    void print(PrintWriter out) {
        for (String[] cells : rows) {
            var line = new StringBuilder();
            for (int i = 0; i < cells.length - 1; i++) {
                line.append(cells[i]).append(" ".repeat(widths[i] - cells[i].length() + 2));
            }
            out.println(line.append(cells[cells.length - 1]));
        }
    }
}
