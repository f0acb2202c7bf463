package io.techinsights.retriever.declarative;

import static io.techinsights.retriever.declarative.Declared.component;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Facts of files, and the folder that they never come from outside of. */
class FilesTest {
    private static final String POM = "facts: { pom: { type: boolean, description: d, glob: pom.xml } }\n";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        file("a/pom.xml", "<release>17</release>\n<release>21</release>\n");
        file("a/core/pom.xml", "<x/>");
        file("a/ci.yml", "name: build\non: { push: [main] }\nport: 0o17\n---\nname: other\n");
        file("a/package.json", "{\"engines\": {\"node\": 20}}");
        file("secret.txt", "secret");
    }

    private Path file(String name, String text) throws IOException {
        Path path = folder.resolve(name);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, text);
    }

    private Declared files(String facts) {
        return Declared.of("type: file\nroot: '" + folder + "/${metadata.name}'\n" + facts);
    }

    @Test
    void shouldTellWhetherHowManyAndWhich() throws Exception {
        // Given
        Declared retriever = files("""
                facts:
                  any: { type: boolean, description: d, glob: '**/pom.xml' }
                  many: { type: integer, description: d, glob: '**/pom.xml' }
                  which: { type: set, description: d, glob: '**/*.{xml,json}' }
                  none: { type: boolean, description: d, glob: '*.gradle' }
                  java: { type: string, description: d, file: pom.xml, regex: '<release>(\\d+)</release>' }
                  javas: { type: set, description: d, file: pom.xml, regex: '<release>(\\d+)</release>' }
                  releases: { type: integer, description: d, file: pom.xml, regex: '^<release' }
                  parent: { type: boolean, description: d, file: pom.xml, regex: '<parent>' }
                  noFile: { type: boolean, description: d, file: build.gradle, regex: 'x' }
                  ci: { type: string, description: d, file: ci.yml, path: $.name }
                  branches: { type: set, description: d, file: ci.yml, path: $.on.push }
                  port: { type: integer, description: d, file: ci.yml, jsonata: port }
                  node: { type: integer, description: d, file: package.json, path: $.engines.node }
                """);

        // When
        retriever.run(component("a"), component("nowhere"));

        // Then
        assertThat(retriever.emitted())
                .containsOnly(Map.entry(
                        "component:default/a",
                        "{'any':true,'many':2,'which':['core/pom.xml','package.json','pom.xml'],'none':false,"
                                + "'java':'17','javas':['17','21'],'releases':2,'parent':false,'ci':'build',"
                                + "'branches':['main'],'port':15,'node':20}"));
        assertThat(retriever.traced()).contains("skipped component:default/nowhere: no folder of files");
    }

    @Test
    void shouldNeverLeaveTheRoot() throws IOException {
        // Given
        Files.createSymbolicLink(folder.resolve("a/link.txt"), folder.resolve("secret.txt"));
        Declared linked = files("facts: { s: { type: string, description: d, file: link.txt, regex: '.*' } }\n");
        Declared above = files("facts: { s: { type: string, description: d, file: ../secret.txt, regex: '.*' } }\n");

        // When
        Throwable byLink = catchThrowable(() -> linked.run(component("a")));
        Throwable byDots = catchThrowable(() -> above.run(component("a")));

        // Then
        assertThat(byLink).hasMessageContaining("the file link.txt is outside of");
        assertThat(byDots).hasMessageContaining("the file ../secret.txt is outside of");
    }

    @Test
    void shouldNotCountFilesBehindLinksThatLeaveTheRoot() throws Exception {
        // Given
        Files.createSymbolicLink(folder.resolve("a/link.txt"), folder.resolve("secret.txt"));
        Files.createSymbolicLink(folder.resolve("a/alias.xml"), folder.resolve("a/pom.xml"));
        Declared retriever = files("facts: { f: { type: set, description: d, glob: '*.{txt,xml}' } }\n");

        // When
        retriever.run(component("a"));

        // Then
        assertThat(retriever.emitted()).containsEntry("component:default/a", "{'f':['alias.xml','pom.xml']}");
    }

    @Test
    void shouldTakeTheFolderOfALocationWithinTheOneThatIsNamed() throws Exception {
        // Given
        Path entity = file("a/catalog-info.yaml", "kind: Component");
        Path other = Files.createDirectories(folder.resolveSibling(folder.getFileName() + "-other"));
        Files.createSymbolicLink(folder.resolve("out"), other);
        Declared retriever =
                Declared.of("type: file\nroot: \"${metadata.annotations['l']}\"\nwithin: " + folder + "\n" + POM);

        // When
        Throwable failure = catchThrowable(() -> retriever.run(
                component("a", "l: file://" + entity),
                component("b", "l: url:https://example.com/x"),
                component("c", "l: /etc"),
                component("d", "l: file:" + folder + "/a/../../"),
                component("e", "l: " + folder.resolve("out"))));

        // Then
        assertThat(retriever.emitted()).containsOnly(Map.entry("component:default/a", "{'pom':true}"));
        assertThat(retriever.traced()).contains("skipped component:default/b: no local files, but a URL");
        assertThat(failure)
                .hasMessageContaining("3 of 5 failed")
                .hasMessageContaining("the folder /etc is outside of " + folder);
    }

    @Test
    void shouldBoundAFile() throws IOException {
        // Given
        Declared retriever =
                files("maxFile: 10\nfacts: { s: { type: string, description: d, file: pom.xml, regex: x } }\n");

        // When
        Throwable failure = catchThrowable(() -> retriever.run(component("a")));

        // Then
        assertThat(failure).hasMessageContaining("the file pom.xml is larger than maxFile, 10 bytes");
    }

    @Test
    void shouldSayWhichFileIsNeitherJsonNorYaml() throws IOException {
        // Given
        file("a/bad.yaml", "a: [");
        Declared retriever = files("facts: { s: { type: string, description: d, file: bad.yaml, path: $.a } }\n");

        // When
        Throwable failure = catchThrowable(() -> retriever.run(component("a")));

        // Then
        assertThat(failure).hasMessageContaining("component:default/a: the file bad.yaml is neither JSON nor YAML: ");
    }

    @Test
    void shouldEndARegularExpressionThatTakesForEver() throws Exception {
        // Given
        file("a/long.txt", "a".repeat(60));
        Declared retriever =
                files("facts: { s: { type: boolean, description: d, file: long.txt, regex: '(a|aa)+\\1b' } }\n");
        var failure = new CompletableFuture<Throwable>();
        var thread = new Thread(() -> failure.complete(catchThrowable(() -> retriever.run(component("a")))));
        thread.start();

        // When
        thread.interrupt();

        // Then
        assertThat(failure.get(5, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
    }
}
