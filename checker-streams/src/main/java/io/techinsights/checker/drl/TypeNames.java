package io.techinsights.checker.drl;

import io.techinsights.streams.config.KnownNames;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.drools.drl.ast.descr.ImportDescr;
import org.drools.drl.ast.descr.PackageDescr;

/** The types that the patterns of a text may name: those rules see anyway, and those it imports. */
final class TypeNames {
    private static final List<String> OURS = List.of("Fact", "Entity");

    private final List<String> imports;

    TypeNames(PackageDescr parsed) {
        imports = parsed.getImports().stream().map(ImportDescr::getTarget).toList();
    }

    /** Why patterns cannot be of a type; empty where they can. */
    Optional<String> refuse(String name) {
        List<String> candidates = candidates(name);
        Optional<String> existing =
                candidates.stream().filter(TypeNames::exists).findFirst();
        if (existing.isEmpty()) {
            return Optional.of("unknown type '" + name + "': " + new KnownNames(known()).hint(name));
        }
        return existing.filter(type -> !OpenTypes.isOpen(type)).map(TypeNames::closed);
    }

    /** Why a type cannot be imported; empty where it can. */
    static Optional<String> refuseImport(String target) {
        if (target.endsWith(".*")) {
            String name = target.substring(0, target.length() - 2);
            return OpenTypes.isOpenPackage(name) ? Optional.empty() : Optional.of(closed(target));
        }
        if (!OpenTypes.isOpen(target)) {
            return Optional.of(closed(target));
        }
        return exists(target) ? Optional.empty() : Optional.of("there is no class " + target);
    }

    /** The message for a type that rules may not use. */
    static String closed(String type) {
        return type + " is not open to rules; they may use " + OpenTypes.LIST;
    }

    private Set<String> known() {
        Set<String> known = new LinkedHashSet<>(OURS);
        imports.stream()
                .filter(name -> !name.endsWith("*"))
                .map(TypeNames::simple)
                .forEach(known::add);
        return known;
    }

    /** In the order in which Java would look. */
    private List<String> candidates(String name) {
        int dot = name.indexOf('.');
        String outer = dot < 0 ? name : name.substring(0, dot);
        String rest = dot < 0 ? "" : "$" + name.substring(dot + 1).replace('.', '$');
        List<String> candidates = new ArrayList<>();
        imports.stream().filter(one -> simple(one).equals(outer)).forEach(one -> candidates.add(one + rest));
        candidates.add(OpenTypes.MEMORY + "." + outer + rest);
        candidates.add("java.lang." + outer + rest);
        imports.stream()
                .filter(one -> one.endsWith(".*"))
                .forEach(one -> candidates.add(one.substring(0, one.length() - 1) + outer + rest));
        candidates.add(name);
        return candidates;
    }

    private static String simple(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static boolean exists(String name) {
        try {
            Class.forName(name, false, TypeNames.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}
