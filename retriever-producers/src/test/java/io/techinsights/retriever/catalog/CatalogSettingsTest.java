package io.techinsights.retriever.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.techinsights.schemas.json.Json;
import io.techinsights.streams.config.Problems;
import io.techinsights.streams.config.Section;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogSettingsTest {
    private final Problems problems = new Problems();

    private CatalogSettings read(String json) {
        var config = (ObjectNode) Json.parse("{\"catalog\":" + json.replace('\'', '"') + "}");
        return CatalogSettings.of(
                Section.of(config, "catalog", problems), List.of(), Map.of("CATALOG_TOKEN", "from-env"));
    }

    @Test
    void shouldReadABackend() {
        // When
        CatalogSettings settings = read("{'url': 'http://backstage:7007/', 'token': {'env': 'CATALOG_TOKEN'},"
                + " 'filter': [{'kind': ['Component', 'API'], 'spec.lifecycle': 'Production'}, {'metadata.title': 'exists'}],"
                + " 'fields': ['spec', 'metadata.annotations'], 'pageSize': 50, 'timeout': 'PT5S', 'maxLoss': 0.2}");

        // Then
        assertThat(problems.all()).isEmpty();
        BackstageSettings backstage = settings.backstage().orElseThrow();
        assertThat(backstage.url()).hasToString("http://backstage:7007");
        assertThat(backstage.token()).contains(new BearerToken.Text("from-env"));
        assertThat(backstage.filters())
                .containsExactly("kind=component,kind=api,spec.lifecycle=production", "metadata.title");
        assertThat(backstage.fields())
                .containsExactly(
                        "spec", "metadata.annotations", "apiVersion", "kind", "metadata.namespace", "metadata.name");
        assertThat(backstage.pageSize()).isEqualTo(50);
        assertThat(backstage.timeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.maxLoss()).isEqualTo(0.2);
        assertThat(settings.cadence()).isEqualTo(Duration.ofMinutes(1));
        assertThat(settings.freshness()).isEqualTo(Duration.ofMinutes(1));
        assertThat(settings).asString().doesNotContain("from-env");
    }

    @Test
    void shouldReadFilesAndABackendTogether(@TempDir Path folder) {
        // When
        CatalogSettings settings = read("{'paths': ['" + folder + "'], 'url': 'https://backstage'}");

        // Then
        assertThat(problems.all()).isEmpty();
        assertThat(settings.catalogs(InstantSource.system()))
                .hasExactlyElementsOfTypes(FileCatalog.class, BackstageCatalog.class);
        assertThat(settings.backstage().orElseThrow().filters()).isEmpty();
        assertThat(settings.backstage().orElseThrow().fields()).isEmpty();
    }

    @Test
    void shouldReadATokenOfAFile(@TempDir Path folder) throws IOException {
        // Given
        Path file = Files.writeString(folder.resolve("token"), "secret\n");

        // When
        CatalogSettings settings = read("{'url': 'http://b', 'token': {'file': '" + file + "'}}");

        // Then
        assertThat(problems.all()).isEmpty();
        assertThat(settings.backstage().orElseThrow().token()).contains(new BearerToken.InFile(file));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {'url': 'backstage:7007'} | catalog.url is not the URL of a backend: expected http:// or https://
                    {'url': 'http://user:pw@b'} | catalog.url is not the URL of a backend
                    {'url': 'http://b c'} | catalog.url is no URL
                    {'url': 'http://b', 'token': {'file': '/no/such/token'}} | catalog.token cannot be read: NoSuchFileException
                    {'url': 'http://b', 'token': {'env': 'NOT_SET'}} | catalog.token names the environment variable NOT_SET, which is empty
                    {'url': 'http://b', 'token': {'vault': 'x'}} | catalog.token is neither a text nor {file: <path>} nor {env: <name>}
                    {'url': 'http://b', 'token': 'two words'} | catalog.token is no token, expected visible ASCII characters
                    {'url': 'http://b', 'filter': []} | catalog.filter is an empty list, which selects nothing
                    {'url': 'http://b', 'filter': 'kind=api'} | catalog.filter A filter is a map of path to value
                    {'url': 'http://b', 'filter': {'spec.type': []}} | catalog.filter path 'spec.type' holds an empty list
                    {'url': 'http://b', 'filter': {'a,b': 1}} | catalog.filter path 'a,b' is not one that Backstage can be asked for
                    {'url': 'http://b', 'filter': {'a': 'b,c'}} | catalog.filter path 'a' holds 'b,c', which Backstage cannot be asked for
                    {'url': 'http://b', 'filter': {'status.items': 'exists'}} | catalog.filter path 'status.items' is not in Backstage's search index
                    {'url': 'http://b', 'pageSize': 0} | catalog.pageSize is 0, expected a whole number from 1 to 10000
                    {'url': 'http://b', 'timeout': 0} | catalog.timeout is nothing, expected a duration above 0
                    {'maxLoss': 1.5} | catalog.maxLoss is 1.5, expected a number from 0 to 1
                    {'maxLoss': 'half'} | catalog.maxLoss is "half", expected a number from 0 to 1
                    {'pageSize': 5} | catalog.pageSize is set, but has no meaning without 'url'
                    {'url': 'http://b', 'filters': {}} | catalog.filters is not known here: did you mean 'filter'?
                    """)
    void shouldSayWhatIsWrong(String json, String expected) {
        // When
        read(json);

        // Then
        assertThat(problems.all()).singleElement().asString().startsWith(expected);
    }
}
