package io.techinsights.benchmarks;

import io.techinsights.benchmarks.catalog.CatalogFigure;
import io.techinsights.benchmarks.engine.EngineLoad;
import io.techinsights.benchmarks.engine.JsonRulesEngineFigure;
import io.techinsights.benchmarks.engine.PredicatesFigure;
import io.techinsights.benchmarks.engine.TreesFigure;
import io.techinsights.benchmarks.figure.Figure;
import io.techinsights.benchmarks.pipeline.ReevaluationFigure;
import io.techinsights.benchmarks.store.BytesFigure;
import io.techinsights.benchmarks.store.IngestFigure;
import io.techinsights.benchmarks.store.SweepFigure;
import java.util.List;
import java.util.stream.Collectors;

/** Every figure there is. A further one is a further line here. */
final class Figures {
    static final List<Figure> ALL = List.of(
            new PredicatesFigure(EngineLoad.Size.ONE),
            new PredicatesFigure(EngineLoad.Size.TWENTY),
            new PredicatesFigure(EngineLoad.Size.TWO_HUNDRED),
            new TreesFigure(EngineLoad.Size.TWENTY),
            new JsonRulesEngineFigure(EngineLoad.Size.TWENTY),
            new ReevaluationFigure(System.err),
            new IngestFigure(System.err),
            new SweepFigure(System.err),
            new BytesFigure(System.err),
            new CatalogFigure(System.err));

    private Figures() {}

    /**
     * The figures of these names, all where none is given.
     *
     * @throws IllegalArgumentException where there is none of a name
     */
    static List<Figure> named(List<String> names) {
        for (String name : names) {
            if (ALL.stream().noneMatch(figure -> figure.name().equals(name))) {
                throw new IllegalArgumentException("There is no figure '" + name + "', only "
                        + ALL.stream().map(Figure::name).collect(Collectors.joining(", ")));
            }
        }
        return ALL.stream()
                .filter(figure -> names.isEmpty() || names.contains(figure.name()))
                .toList();
    }
}
