package io.techinsights.checker.drl;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoopGuardTest {
    private static String guard(String text) {
        return LoopGuard.guard(new DrlText(text)).replace("io.techinsights.checker.drl.memory.Loop.goesOn()", "?");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            while (true) {}                                 | while (? && (true)) {}
            while (a && f(b)) while(c);                     | while (? && (a && f(b))) while(? && (c));
            do { x(); } while ( x[0] );                     | do { x(); } while (? && ( x[0] ));
            function int f(List<String> x) { return f(x); } | function int f(List<String> x) {?; return f(x); }
            for (;;) ;                                      | for (;?;) ;
            for (int i = 0; i < n(1); i++) {}               | for (int i = 0;? && ( i < n(1)); i++) {}
            for (int i = f(() -> { a(); }); b; ) {}         | for (int i = f(() -> { a(); });? && ( b); ) {}
            """)
    void shouldAskBeforeEveryRound(String loop, String guarded) {
        // Then
        assertThat(guard(loop)).isEqualTo(guarded);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "for (Object o : list) {}",
                "// while (true) {}",
                "/* for (;;) */ x",
                "s = \"while (true)\"; c = '('; t = \"\\\"for (;;)\";",
                "while (true",
                "for (int i = 0; i < 3)",
                "meanwhile(true)",
                "while",
                "for (",
                "\"while (true)\nx",
                "/* while (true)"
            })
    void shouldLeaveTheRestAsItIs(String text) {
        // Then
        assertThat(guard(text)).isEqualTo(text);
    }
}
