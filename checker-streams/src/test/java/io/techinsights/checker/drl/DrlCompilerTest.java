package io.techinsights.checker.drl;

import static io.techinsights.checker.drl.TestDrl.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.techinsights.checker.drl.Compilation.Compiled;
import io.techinsights.checker.drl.Compilation.Refused;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DrlCompilerTest {

    private static List<String> problems(String text) {
        Compilation compilation = DrlCompiler.compile(text);
        if (compilation instanceof Compiled compiled) {
            compiled.base().close();
            return List.of();
        }
        return ((Refused) compilation)
                .problems().stream().map(DrlProblem::toString).toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            Fact(name wibbles "x")                        | line 3, column 13: mismatched input 'wibbles' in rule "a"
            Fact(name == "n                               | line 7, column 1: the text ends too early; a quote, a bracket or an 'end' is missing
            $f : Fakt(name == "x")                        | line 3, column 8: unknown type 'Fakt': did you mean 'Fact'?
            $l : java.util.List() from collect(Fakt())    | line 3, column 38: unknown type 'Fakt': did you mean 'Fact'?
            Fact(name == "n", nam == "n")                 | line 3, column 21: Unable to parse left part of expression: nam == "n"
            Fact() not Fact(nope)                         | line 3, column 19: Unable to parse left part of expression: nope
            Fact(name == zork)                            | line 3, column 8: Unable to Analyse Expression name == zork
            Fact(this.bar == 1)                           | line 3, column 13: Unknown field bar on class io.techinsights.checker.drl.memory.Fact
            Fact(name.lenth() > 3)                        | line 3, column 13: Method lenth on class java.lang.String with arguments [] is missing
            Fact(name == "n", number > "x")               | line 3, column 21: x cannot be resolved to a variable
            accumulate(Fact($n : number); $s : summ($n))  | line 3, column 38: Unknown accumulate function: 'summ' on rule 'a'.
            accumulate(Fact($n : nmber); $s : sum($n))    | line 3, column 19: Drools cannot compile this: Unknown parameter in accumulate: $n
            eval(true)                                    | line 3, column 3: eval is not taken: write the condition into a pattern
            Fact() from zork                              | line 3, column 3: unknown variable 'zork' in from
            Fact() from entry-point "x"                   | line 3, column 3: entry points are not taken: all facts are in the working memory
            Fact() over window:time(5s)                   | line 3, column 3: windows are not taken: the facts of one entity are judged at one time
            /facts                                        | line 3, column 3: paths are not taken: expected a pattern such as Fact(name == "hasTitle")
            """)
    void shouldSayWhereAConditionIsWrong(String when, String problem) {
        // Then
        assertThat(problems(rule(when, "result.set(true);"))).containsExactly(problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            undefined1.foo();                    | line 5, column 3: undefined1 cannot be resolved
            foo();                               | line 5, column 3: The method foo() is undefined
            result.set($f.getNumbr());           | line 5, column 17: The method getNumbr() is undefined for the type Fact
            String s = 1;  result.set(s);        | line 5, column 14: Type mismatch: cannot convert from int to String
            /* so */ String s = "a" "b";         | line 5, column 27: Parse error. Found  "\\"b\\"" <STRING_LITERAL>
            """)
    void shouldSayWhereAConsequenceIsWrong(String then, String problem) {
        // Then
        assertThat(problems(rule("$f : Fact(name == \"n\")", then))).containsExactly(problem);
    }

    @Test
    void shouldSayAllThatIsWrongAtOnce() {
        // Given
        String text = """
                // Two rules alike
                function boolean f(Fact fact) {
                  return fact.nope();
                }
                rule "one" when Fact(nope == 1) then end
                rule "two"
                when
                  $f : Fact(name == "a")
                then
                  int x = 5;   result.sett(x);  // and so on
                  String y = 7;
                end
                rule "three"
                when
                  $f : Fact(name == "a")
                then
                  int x = 5;
                  result.sett(x);
                  String y = 7;
                end
                rule "four" extends "two" when Fact(zap) then end
                """;

        // Then
        assertThat(problems(text))
                .containsExactly(
                        "line 3, column 15: The method nope() is undefined for the type Fact",
                        "line 5, column 22: Unable to parse left part of expression: nope == 1",
                        "line 10, column 23: The method sett(int) is undefined for the type Result",
                        "line 11, column 14: Type mismatch: cannot convert from int to String",
                        "line 18, column 10: The method sett(int) is undefined for the type Result",
                        "line 19, column 14: Type mismatch: cannot convert from int to String",
                        "line 21, column 37: Unable to parse left part of expression: zap");
    }

    @Test
    void shouldSayAllThatIsNotTaken() {
        // Given
        String text = """
                package foo.bar
                import java.util.*
                import java.util.Lisst
                  import java.io.File
                import java.time.Instnt
                import static java.lang.Math.max
                import accumulate a.b.C foo
                global String g
                declare X n : int end
                query q() Fact() end
                rule "a" timer (int: 5s) dialect "mvel" when then end
                rule "a" no-loop salience 5 when Fact() then end
                """;

        // Then
        assertThat(problems(text).stream().map(problem -> problem.replaceAll("; they may use .*", "")))
                .containsExactly(
                        "line 1, column 1: leave the package out: the checker gives one",
                        "line 3, column 1: java.util.Lisst is not open to rules",
                        "line 4, column 3: java.io.File is not open to rules",
                        "line 5, column 1: there is no class java.time.Instnt",
                        "line 6, column 1: static imports are not taken: name the class where it is used",
                        "line 7, column 1: accumulate functions cannot be imported: Drools' own are there",
                        "line 8, column 1: global variables are not taken: there is one, 'result'",
                        "line 9, column 9: declared types are not taken: insert a Fact of another name",
                        "line 10, column 1: queries are not taken: nobody asks them",
                        "line 11, column 16: 'timer' is not taken: the attributes of a rule are activation-group, dialect,"
                                + " enabled, lock-on-active, no-loop, salience",
                        "line 11, column 34: the dialect is java, and need not be said",
                        "line 12, column 1: a second rule of the name 'a'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a \\\" b", "a */ b", "a\\nb", "a\\u0022b"})
    void shouldRefuseNamesThatDroolsWouldWriteIntoCode(String name) {
        // Then
        assertThat(problems("\n rule \"" + name + "\" when then end"))
                .containsExactly(
                        "line 2, column 2: the name of a rule has no double quote, backslash, control character"
                                + " or end of comment");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            System.exit(0);                                            | 5, column 3: java.lang.System
            int i = 0; Runtime.getRuntime().exit(i);                   | 5, column 14: java.lang.Runtime
            new Thread().start();                                      | 5, column 7: java.lang.Thread
            "".getClass().forName("java.lang.System");                 | 5, column 17: java.lang.Class
            java.util.concurrent.Executors.newCachedThreadPool();      | 5, column 24: java.util.concurrent.Executors
            new java.io.File("x").delete();                            | 5, column 15: java.io.File
            java.lang.invoke.MethodHandles.lookup();                   | 5, column 20: java.lang.invoke.MethodHandles
            java.util.function.Supplier<Object> s = Thread::currentThread; | 5, column 43: java.lang.Thread
            new io.techinsights.checker.operator.Operators(null);      | 5, column 40: io.techinsights.checker.operator.Operators
            kcontext.getKieRuntime();                                  | 5, column 12: org.drools.core.rule.consequence.KnowledgeHelper
            drools.getRuntime(null);                                   | 5, column 10: org.drools.model.Drools
            java.util.Locale.setDefault(null);                         | 5, column 13: java.util.Locale
            """)
    void shouldRefuseClassesThatAreNotOpen(String then, String problem) {
        // Then
        assertThat(problems(rule("Fact()", then)))
                .containsExactly("line " + problem + " is not open to rules; they may use " + OpenTypes.LIST);
    }

    @Test
    void shouldRefuseThemInConditionsAndFunctionsToo() {
        // Given
        String text = "function String f() {\n  return System.getenv(\"HOME\");\n}\n"
                + "rule \"a\" when Fact(Runtime.getRuntime() != null) java.io.File() then end";

        // Then
        assertThat(problems(text))
                .singleElement()
                .asString()
                .startsWith("line 4, column 50: java.io.File is not open to rules");
        assertThat(problems(text.replace("java.io.File()", "")))
                .extracting(problem -> problem.split(" is not")[0])
                .containsExactly("line 2, column 10: java.lang.System", "line 4, column 20: java.lang.Runtime");
    }

    @Test
    void shouldTakeWhatRulesNeed() {
        // Given
        String text = """
                import java.util.*
                import java.util.function.Supplier
                import java.math.BigDecimal
                import java.time.Instant
                import java.util.regex.Pattern
                import java.util.stream.Collectors
                function int f(int x) {
                  while (true) {
                    if (x > 3) { return x; }
                    x++;
                  }
                }
                rule "conditions" no-loop lock-on-active true activation-group "g" enabled true dialect "java" salience 3
                when
                  $f : Fact($n : number, number > 3, f(3) == 4)
                  accumulate(Fact($m : number); $s : sum($m), $c : count($m); $c > 0)
                  forall(Fact(bool) Fact(name != ""))
                  $y : Object() from $f.list
                  $z : Integer() from List.of(1, 2)
                  exists(Fact() or Entity(kind == "component"))
                  Entity($k : kind, ref matches "c.*")
                  Number(this > 3) from accumulate(Fact($a : number), average($a))
                  not Fact(time != null, time.isAfter(Instant.EPOCH))
                then
                  insert(new Fact("x", 5));
                  insertLogical(new Fact("y", 5));
                  update($f);
                  modify($f) {}
                  delete($f);
                  drools.halt();
                end
                rule "consequence"
                when
                  $f : Fact(name == "n")
                then
                  for (int i = 0; i < 3; i++) { result.set(i); }
                  for (Object o : $f.getList()) { result.set(o); }
                  for (;;) { break; }
                  do { result.set(Instant.now()); } while (false);
                  String s = "";
                  s += 1;
                  Supplier<String> q = () -> "z";
                  result.set($f.getList().stream().map(z -> z + "").collect(Collectors.toList()));
                  result.set(switch (s.length()) { case 3 -> 4; default -> 5; });
                  result.set(String.format(Locale.ROOT, "%d", 3).getBytes().length);
                  if (Pattern.compile("x").matcher(s).find()) { throw new Exception("x"); }
                  Map<String, Object> map = new TreeMap<>();
                  map.put("a", new BigDecimal("1.5"));
                  result.set(map);
                end
                """;

        // Then
        assertThat(problems(text)).isEmpty();
    }

    @Test
    void shouldSayThatThereIsNoRule() {
        // Then
        assertThat(problems("// nothing")).containsExactly("line 1, column 1: no rule: expected at least one");
        assertThat(problems("\n garbage").get(0)).startsWith("line 2, column 2: mismatched input 'garbage'");
    }
}
