package io.techinsights.standalone.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.retriever.declarative.DryRun;
import io.techinsights.retriever.declarative.Trace;
import io.techinsights.schemas.fact.FactSchema;
import io.techinsights.schemas.json.Json;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Prints what a run asks, what it is answered, and what it finds. */
final class ShownRun implements Trace {
    private static final int SHOWN = 5;

    private final FactSchema schema;
    private final PrintWriter out;
    private boolean anything;
    private int skipped;

    ShownRun(FactSchema schema, PrintWriter out) {
        this.schema = schema;
        this.out = out;
    }

    private synchronized void line(String text) {
        out.println("  " + text);
    }

    @Override
    public void request(String method, URI uri, Map<String, String> headers, @Nullable String body) {
        line("> " + method + " " + uri);
        headers.forEach((name, value) -> line("> " + name + ": " + value));
        if (body != null) {
            line("> " + body);
        }
    }

    @Override
    public void answer(int status, int bytes, Duration took) {
        line("< " + status + ", " + bytes + " bytes, " + took.toMillis() + " ms");
    }

    @Override
    public void retry(String reason, Duration pause) {
        line("  " + reason + "; again in " + pause.toMillis() + " ms");
    }

    @Override
    public void root(String folder) {
        line("files of " + folder);
    }

    @Override
    public void skipped(String entity, String reason) {
        anything = true;
        skipped++;
        if (skipped <= SHOWN) {
            line("skipped " + entity + ": " + reason);
        }
    }

    /** Prints facts, and the names of those that were not found. */
    void row(DryRun.Row row) {
        anything = true;
        line(row.entity().toString());
        schema.facts().forEach((name, definition) -> {
            @Nullable JsonNode value = row.facts().get(name);
            line("  " + name + " (" + definition.type().id() + "): "
                    + (value == null ? "nothing found" : Json.write(value)));
        });
    }

    /** Says so where nothing came of it, and how much was not shown. */
    void end() {
        if (skipped > SHOWN) {
            line("and " + (skipped - SHOWN) + " more were skipped");
        }
        if (!anything) {
            line("nothing was observed");
        }
    }
}
