package io.techinsights.benchmarks.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ServerUserTest {

    @Test
    void shouldBeSomebodyElseThanRoot() {
        assertThat(new ServerUser(true).command(List.of("postgres", "-D", "data")))
                .containsExactly(
                        "setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", "postgres", "-D", "data");
    }

    @Test
    void shouldBeWhoeverThisIs() {
        assertThat(new ServerUser(false).command(List.of("postgres"))).containsExactly("postgres");
    }
}
