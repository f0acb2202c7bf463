package io.techinsights.benchmarks;

import io.techinsights.benchmarks.catalog.CatalogFigure;
import io.techinsights.benchmarks.codec.CodecFigure;
import io.techinsights.benchmarks.engine.EngineLoad;
import io.techinsights.benchmarks.engine.JsonRulesEngineFigure;
import io.techinsights.benchmarks.engine.PredicatesFigure;
import io.techinsights.benchmarks.engine.TextFigure;
import io.techinsights.benchmarks.engine.TreesFigure;
import io.techinsights.benchmarks.figure.Figure;
import io.techinsights.benchmarks.latency.EditedCheckFigure;
import io.techinsights.benchmarks.latency.LatencyFigure;
import io.techinsights.benchmarks.pipeline.ReevaluationFigure;
import io.techinsights.benchmarks.read.Asked;
import io.techinsights.benchmarks.read.ConstantFigure;
import io.techinsights.benchmarks.read.TargetFigure;
import io.techinsights.benchmarks.scale.FootprintFigure;
import io.techinsights.benchmarks.scale.InstancesFigure;
import io.techinsights.benchmarks.scale.ShapeFigure;
import io.techinsights.benchmarks.sql.SqlFigure;
import io.techinsights.benchmarks.start.StartFigure;
import io.techinsights.benchmarks.store.BareStoreFigure;
import io.techinsights.benchmarks.store.BytesFigure;
import io.techinsights.benchmarks.store.IngestFigure;
import io.techinsights.benchmarks.store.RestoreFigure;
import io.techinsights.benchmarks.store.SweepFigure;
import java.util.List;
import java.util.stream.Collectors;

/** Every figure there is. A further one is a further line here. */
final class Figures {
    private static final List<Figure> EDITED_CHECK = EditedCheckFigure.both(System.err);

    static final List<Figure> ALL = List.of(
            new PredicatesFigure(EngineLoad.Size.ONE),
            new PredicatesFigure(EngineLoad.Size.TWENTY),
            new PredicatesFigure(EngineLoad.Size.TWO_HUNDRED),
            new TextFigure(EngineLoad.Size.TWENTY),
            new TreesFigure(EngineLoad.Size.TWENTY),
            new JsonRulesEngineFigure(EngineLoad.Size.TWENTY),
            new ReevaluationFigure(System.err),
            new CodecFigure(CodecFigure.Way.ENCODE),
            new CodecFigure(CodecFigure.Way.DECODE),
            BareStoreFigure.empty(System.err),
            BareStoreFigure.timed(System.err),
            BareStoreFigure.full(System.err),
            SqlFigure.empty(System.err),
            SqlFigure.full(System.err),
            new RestoreFigure(System.err),
            IngestFigure.growing(System.err),
            IngestFigure.full(System.err),
            new SweepFigure(System.err),
            new BytesFigure(System.err),
            ShapeFigure.entities(System.err),
            ShapeFigure.partitions(System.err),
            new CatalogFigure(System.err),
            new ConstantFigure(Asked.LATEST, System.err),
            new ConstantFigure(Asked.LATEST_3, System.err),
            new ConstantFigure(Asked.RANGE, System.err),
            new ConstantFigure(Asked.RUN_3, System.err),
            new ConstantFigure(Asked.RUN_20, System.err),
            new TargetFigure(TargetFigure.Goal.BULK, System.err),
            new TargetFigure(TargetFigure.Goal.ALL, System.err),
            new LatencyFigure(100, System.err),
            new LatencyFigure(2000, System.err),
            new LatencyFigure(10_000, System.err),
            EDITED_CHECK.get(0),
            EDITED_CHECK.get(1),
            new StartFigure(StartFigure.Data.COLD, System.err),
            new StartFigure(StartFigure.Data.WARM, System.err),
            new FootprintFigure(System.err),
            new InstancesFigure(1, System.err),
            new InstancesFigure(2, System.err),
            new InstancesFigure(4, System.err));

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
