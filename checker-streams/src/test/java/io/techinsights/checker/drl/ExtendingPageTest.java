package io.techinsights.checker.drl;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.techinsights.checker.check.Check;
import io.techinsights.checker.evaluate.CheckOutcome;
import io.techinsights.checker.evaluate.CheckOutcome.Judged;
import io.techinsights.checker.evaluate.CheckSet;
import io.techinsights.checker.evaluate.CheckerTypes;
import io.techinsights.checker.registry.CheckReader;
import io.techinsights.schemas.json.Json;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExtendingPageTest {
    private static final Pattern CLASS = Pattern.compile("public final class (\\w+)");
    private static final Pattern SERVICE =
            Pattern.compile("`(META-INF/services/\\S+)`:\\n\\n```text\\n(.*?)```", Pattern.DOTALL);

    private final ClassLoader before = Thread.currentThread().getContextClassLoader();

    @TempDir
    private Path folder;

    private URLClassLoader extensions;
    private Page page;

    @BeforeEach
    void build() throws IOException {
        page = Page.of("extending.md");
        List<String> arguments = new ArrayList<>(List.of("-proc:none", "-d", folder.toString()));
        for (String source : page.blocks("java")) {
            Matcher name = CLASS.matcher(source);
            assertThat(name.find()).isTrue();
            Path file = folder.resolve(name.group(1) + ".java");
            arguments.add(Files.writeString(file, source).toString());
        }
        int status = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new));
        assertThat(status).isZero();
        Matcher service = SERVICE.matcher(page.text());
        while (service.find()) {
            Path file = folder.resolve(service.group(1));
            Files.createDirectories(file.getParent());
            Files.writeString(file, service.group(2));
        }
        extensions = new URLClassLoader(new URL[] {folder.toUri().toURL()}, before);
        Thread.currentThread().setContextClassLoader(extensions);
    }

    @AfterEach
    void close() throws IOException {
        Thread.currentThread().setContextClassLoader(before);
        extensions.close();
    }

    @Test
    void shouldJudgeByTheOperatorOfThePage() throws Exception {
        // When
        boolean semantic = passes(0, "{'releases': {'version': '1.20.3'}}");
        boolean other = passes(0, "{'releases': {'version': 'latest'}}");

        // Then
        assertThat(semantic).isTrue();
        assertThat(other).isFalse();
    }

    @Test
    void shouldJudgeByTheCheckerOfThePage() throws Exception {
        // When
        boolean enough = passes(1, "{'releases': {'a': true, 'b': true, 'c': false}}");
        boolean tooFew = passes(1, "{'releases': {'a': true, 'b': 'true'}, 'others': {'c': true}}");

        // Then
        assertThat(enough).isTrue();
        assertThat(tooFew).isFalse();
    }

    @Test
    void shouldValidateByTheCheckerOfThePage() throws Exception {
        // Given
        var json = page.checks().get(1).deepCopy();
        ((ObjectNode) json.path("wellDescribed")).set("rule", Json.object());

        // When
        var read = new CheckReader(CheckerTypes.onClassPath()).readAll(json);

        // Then
        assertThat(read.errors())
                .singleElement()
                .hasToString("check 'wellDescribed': rule.value: missing: expected what to look for");
    }

    private boolean passes(int example, String facts) throws IOException {
        CheckerTypes types = CheckerTypes.onClassPath();
        var read = new CheckReader(types).readAll(page.checks().get(example));
        assertThat(read.errors()).isEmpty();
        Check check = read.checks().get(0);
        try (CheckSet set = CheckSet.of(read.checks(), types)) {
            CheckOutcome outcome = set.evaluate(List.of(check), TestDrl.facts("petstore", facts))
                    .get(check.id());
            assertThat(outcome).isInstanceOf(Judged.class);
            JsonNode result = outcome instanceof Judged judged ? judged.result() : Json.object();
            return check.passIf() == null
                    ? result.booleanValue()
                    : check.passIf().test(result);
        }
    }
}
