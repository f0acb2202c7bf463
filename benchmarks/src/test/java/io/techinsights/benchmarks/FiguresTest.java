package io.techinsights.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.techinsights.benchmarks.figure.Figure;
import java.util.List;
import org.junit.jupiter.api.Test;

class FiguresTest {

    @Test
    void shouldHaveTheFiguresThatOthersRelyOn() {
        assertThat(Figures.ALL)
                .extracting(Figure::name)
                .contains(
                        "engine-20x4-vs-predicates",
                        "engine-20x4-vs-json-rules-engine",
                        "codec-encode-vs-avro",
                        "codec-decode-vs-avro",
                        "ingest-vs-bare-store",
                        "ingest-ttl-vs-bare-store",
                        "ingest-maxitems-vs-bare-store",
                        "ingest-vs-sql",
                        "ingest-maxitems-vs-sql",
                        "restore-vs-consumer",
                        "entities-1m-vs-1k",
                        "scale-partitions-16-vs-1",
                        "scale-instances-1",
                        "scale-instances-2",
                        "scale-instances-4",
                        "footprint-200k",
                        "facts-latest-vs-constant",
                        "checks-run-20-vs-constant",
                        "latency-100",
                        "latency-2000",
                        "latency-10000",
                        "reevaluation-100k",
                        "reevaluation-100k-latency",
                        "start-cold",
                        "start-warm")
                .doesNotHaveDuplicates();
    }

    @Test
    void shouldFindAFigureByItsName() {
        assertThat(Figures.named(List.of("engine-20x4-vs-predicates")))
                .singleElement()
                .extracting(Figure::name)
                .isEqualTo("engine-20x4-vs-predicates");
    }

    @Test
    void shouldSayWhichFiguresThereAre() {
        assertThatThrownBy(() -> Figures.named(List.of("engine")))
                .hasMessageStartingWith("There is no figure 'engine', only engine-1x1-vs-predicates, ");
    }
}
