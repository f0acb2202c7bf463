package io.techinsights.standalone.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.techinsights.retriever.RetrieverSettings;
import io.techinsights.retriever.api.RetrieverRegistration;
import io.techinsights.retriever.catalog.Catalog;
import io.techinsights.retriever.catalog.CatalogSettings;
import io.techinsights.retriever.catalog.EntitySearch;
import io.techinsights.retriever.declarative.DryRun;
import io.techinsights.schemas.entity.Entity;
import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.standalone.PipelineSettings;
import io.techinsights.streams.config.ConfigFiles;
import io.techinsights.streams.config.InvalidConfigurationException;
import io.techinsights.streams.config.KnownNames;
import io.techinsights.streams.config.Problems;
import io.techinsights.streams.config.Section;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs retrievers over one entity, without a broker, and shows what they asked and found. */
@Command(
        name = "try",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Runs the retrievers of a configuration once over one entity of its catalog, and publishes nothing.",
            "Prints what was asked (secrets masked), what was answered, and the facts with their types.",
            "Exit code 0: it succeeded; 1: one failed; 2: the configuration or the entity is not right."
        })
final class TryRetrieverCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "Configuration with techInsights.factRetrievers")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Option(
            names = "--entity",
            required = true,
            paramLabel = "REF",
            description = "For example component:default/petstore")
    @SuppressWarnings("NullAway.Init")
    private String entity;

    @Option(names = "--id", paramLabel = "ID", description = "The retriever to run. Default: all of the file")
    private @Nullable String id;

    @Option(
            names = "--catalog",
            paramLabel = "PATH",
            description = "Catalog YAML file, or a folder of them, instead of those of the file. May be repeated.")
    private List<Path> catalogs = new ArrayList<>();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        RetrieverSettings settings = settings();
        List<RetrieverRegistration> registrations = chosen(settings.registrations());
        Entity found = entity(settings.catalog());
        PrintWriter out = spec.commandLine().getOut();
        boolean succeeded = true;
        for (RetrieverRegistration registration : registrations) {
            out.println(registration.id() + " " + registration.schema().version());
            succeeded &= observe(registration, found, out);
            out.flush();
        }
        return succeeded ? 0 : 1;
    }

    private RetrieverSettings settings() {
        var problems = new Problems();
        ObjectNode configuration = new ConfigFiles(System.getenv()).read(List.of(file), PipelineSettings.SECTION);
        RetrieverSettings settings =
                RetrieverSettings.of(Section.of(configuration, PipelineSettings.SECTION, problems), catalogs);
        problems.throwIfAny();
        return settings;
    }

    private List<RetrieverRegistration> chosen(List<RetrieverRegistration> all) {
        List<RetrieverRegistration> chosen = all.stream()
                .filter(registration -> id == null || registration.id().equals(id))
                .toList();
        if (chosen.isEmpty()) {
            List<String> ids = all.stream().map(RetrieverRegistration::id).toList();
            throw wrong(
                    file + " has no retriever" + (id == null ? "" : " '" + id + "': " + new KnownNames(ids).hint(id)));
        }
        return chosen;
    }

    private Entity entity(CatalogSettings catalog) throws InterruptedException {
        EntityRef ref;
        try {
            ref = EntityRef.parseStrict(entity);
        } catch (IllegalArgumentException e) {
            throw wrong("--entity: " + e.getMessage());
        }
        List<Catalog> read = catalog.catalogs(Clock.systemUTC());
        if (read.isEmpty()) {
            throw wrong(file + " names no catalog; expected techInsights.catalog.paths or .url, or --catalog");
        }
        EntitySearch search = EntitySearch.in(read, ref);
        return search.found()
                .orElseThrow(() -> wrong(ref + " is not in the catalog, which has " + search.entities()
                        + " entities and " + search.problems().size() + " problems"));
    }

    private static InvalidConfigurationException wrong(String problem) {
        return new InvalidConfigurationException(List.of(problem));
    }

    private static boolean observe(RetrieverRegistration registration, Entity entity, PrintWriter out) {
        var shown = new ShownRun(registration.schema(), out);
        var run = new DryRun(
                List.of(entity),
                registration.retriever(),
                registration.config(),
                Clock.systemUTC(),
                LoggerFactory.getLogger("io.techinsights.retriever.run." + registration.id()));
        if (run.entities().findAny().isEmpty()) {
            out.println("  its entityFilter does not select " + entity.ref());
            return true;
        }
        try {
            run.observe(shown, shown::row);
            shown.end();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            out.println("  interrupted");
        } catch (Exception e) {
            out.println("  failed: " + e.getMessage());
        }
        return false;
    }
}
