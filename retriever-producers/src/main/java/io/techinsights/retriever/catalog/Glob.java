package io.techinsights.retriever.catalog;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A path with wildcards, as {@code Location} targets have them: {@code *} and {@code ?} within a name, {@code **} over
 * folders (none of them included), {@code [abc]} and {@code {a,b}}.
 */
final class Glob {
    private static final Pattern WILDCARD = Pattern.compile("[*?\\[{]");

    private Glob() {}

    static boolean isGlob(String path) {
        return WILDCARD.matcher(path).find();
    }

    /**
     * The files that match, in path order.
     *
     * @param folder that the pattern is relative to
     */
    static List<Path> files(Path folder, String pattern) throws IOException {
        String[] parts = pattern.split("/+", -1);
        Path base = pattern.startsWith("/") ? Path.of("/") : folder;
        int literal = 0;
        while (literal < parts.length - 1 && !isGlob(parts[literal])) {
            base = base.resolve(parts[literal]);
            literal++;
        }
        Pattern regex = regex(String.join("/", List.of(parts).subList(literal, parts.length)));
        if (!Files.isDirectory(base)) {
            return List.of();
        }
        Path root = base;
        try (Stream<Path> walk = Files.walk(root, FileVisitOption.FOLLOW_LINKS)) {
            return walk.filter(Files::isRegularFile)
                    .filter(file ->
                            regex.matcher(root.relativize(file).toString()).matches())
                    .sorted()
                    .toList();
        }
    }

    static Pattern regex(String glob) {
        var regex = new StringBuilder();
        int braces = 0;
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            switch (c) {
                case '*' -> {
                    boolean deep = glob.startsWith("**", i);
                    boolean folders = glob.startsWith("**/", i);
                    regex.append(folders ? "(?:[^/]+/)*" : deep ? ".*" : "[^/]*");
                    i += folders ? 2 : deep ? 1 : 0;
                }
                case '?' -> regex.append("[^/]");
                case '{' -> {
                    braces++;
                    regex.append("(?:");
                }
                case '}' -> regex.append(braces-- > 0 ? ")" : "\\}");
                case ',' -> regex.append(braces > 0 ? "|" : ",");
                case '[' -> {
                    int end = glob.indexOf(']', i + 2);
                    regex.append(end < 0 ? "\\[" : set(glob.substring(i + 1, end)));
                    i = end < 0 ? i : end;
                }
                default -> regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return Pattern.compile(regex.toString() + ")".repeat(Math.max(0, braces)));
    }

    private static String set(String members) {
        boolean not = members.startsWith("!") || members.startsWith("^");
        return "[" + (not ? "^" : "") + (not ? members.substring(1) : members).replaceAll("[\\\\\\[&^]", "\\\\$0")
                + "]";
    }
}
