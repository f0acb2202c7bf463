package io.techinsights.streams.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.techinsights.streams.http.Api;
import io.techinsights.streams.http.HttpServer;
import io.techinsights.streams.http.HttpSettings;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RoleProcessTest {
    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void stop() {
        vertx.close();
    }

    /** A role that does this to begin, and nothing else. */
    private record Beginning(String name, Work work) implements Role {
        interface Work {
            void run() throws Exception;
        }

        @Override
        public void start(URI address) {
            try {
                work.run();
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public Readiness readiness() {
            return new Readiness.Ready();
        }

        @Override
        public void bindTo(Api api) {
            // It has no routes.
        }

        @Override
        public void close() {
            // Nothing was opened.
        }
    }

    private RoleProcess process(Role... roles) {
        var settings = new HttpSettings("127.0.0.1", 0, "/api", 1000, List.of());
        return new RoleProcess(
                List.of(roles),
                new HttpServer(vertx, settings, new PrometheusMeterRegistry(PrometheusConfig.DEFAULT), List.of()));
    }

    @Test
    void shouldHaveRolesBeginBesideEachOther() {
        // Given
        var both = new CyclicBarrier(2);
        Beginning.Work met = () -> both.await(20, TimeUnit.SECONDS);

        try (var process = process(new Beginning("one", met), new Beginning("two", met))) {
            // When
            process.start();

            // Then
            assertThat(process.readiness()).isEqualTo(new Readiness.Ready());
        }
    }

    @Test
    void shouldSayWhatCannotBeginOnceNoRoleIsAtIt() {
        // Given
        var failed = new CountDownLatch(1);
        var begun = new CountDownLatch(1);
        var failing = new Beginning("one", () -> {
            failed.countDown();
            throw new IllegalStateException("no topics");
        });
        var slow = new Beginning("two", () -> {
            failed.await();
            begun.countDown();
        });

        try (var process = process(failing, slow)) {
            // When
            assertThatThrownBy(process::start).hasMessage("no topics");

            // Then
            assertThat(begun.getCount()).isZero();
        }
    }
}
