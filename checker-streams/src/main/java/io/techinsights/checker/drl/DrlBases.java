package io.techinsights.checker.drl;

import io.techinsights.checker.drl.Compilation.Compiled;
import io.techinsights.checker.drl.Compilation.Refused;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The compiled texts in use, each compiled once however many checks have it. A text that was only validated is kept for a
 * while too, for whoever validates a check mostly compiles it next.
 */
final class DrlBases {
    private static final int KEPT = 64;

    private final Function<String, Compilation> compiler;
    private final Map<String, Lease> leases = new HashMap<>();
    private final Map<String, Compilation> validated = new LinkedHashMap<>();

    /** A compiled text, and how many hold it. */
    private record Lease(Compiled compiled, int holders) {}

    DrlBases(Function<String, Compilation> compiler) {
        this.compiler = compiler;
    }

    /** What is wrong with a text; empty where it can be run. */
    synchronized List<DrlProblem> validate(String text) {
        if (leases.containsKey(text)) {
            return List.of();
        }
        Compilation compilation = validated.remove(text);
        keep(text, compilation == null ? compiler.apply(text) : compilation);
        return validated.get(text) instanceof Refused refused ? refused.problems() : List.of();
    }

    private void keep(String text, Compilation compilation) {
        validated.put(text, compilation);
        if (validated.size() > KEPT) {
            var oldest = validated.entrySet().iterator();
            Compilation dropped = oldest.next().getValue();
            oldest.remove();
            close(dropped);
        }
    }

    /** A text compiled, or what is wrong with it; what is compiled is to be released as often as it was acquired. */
    synchronized Compilation acquire(String text) {
        Lease lease = leases.get(text);
        if (lease != null) {
            leases.put(text, new Lease(lease.compiled(), lease.holders() + 1));
            return lease.compiled();
        }
        Compilation kept = validated.remove(text);
        Compilation compilation = kept == null ? compiler.apply(text) : kept;
        if (compilation instanceof Compiled compiled) {
            leases.put(text, new Lease(compiled, 1));
        } else {
            keep(text, compilation);
        }
        return compilation;
    }

    /** Lets go of a text; the last to do so lets go of its classes. */
    synchronized void release(String text) {
        Lease lease = leases.remove(text);
        if (lease == null) {
            throw new IllegalStateException("A text is released more often than it was acquired: " + text);
        }
        if (lease.holders() > 1) {
            leases.put(text, new Lease(lease.compiled(), lease.holders() - 1));
        } else {
            close(lease.compiled());
        }
    }

    private static void close(Compilation compilation) {
        if (compilation instanceof Compiled compiled) {
            compiled.base().close();
        }
    }

    /** How many are in use. */
    synchronized int size() {
        return leases.size();
    }
}
