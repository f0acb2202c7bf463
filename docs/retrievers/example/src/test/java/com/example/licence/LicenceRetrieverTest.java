package com.example.licence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.techinsights.retriever.testkit.RetrieverTester;
import io.techinsights.retriever.testkit.TestedRun;
import io.techinsights.schemas.json.Json;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LicenceRetrieverTest {
    private static TestedRun run() {
        return RetrieverTester.installed("licence")
                .catalog(Path.of("src", "test", "catalog"))
                .config((ObjectNode) Json.parse("{\"allowed\":[\"Apache-2.0\",\"MIT\"]}"))
                .run()
                .requireSound();
    }

    @Test
    void shouldTellTheLicence() {
        assertEquals(
                Map.of(
                        "declared",
                        BooleanNode.TRUE,
                        "spdx",
                        TextNode.valueOf("Apache-2.0"),
                        "allowed",
                        BooleanNode.TRUE),
                run().facts("component:default/petstore"));
        assertEquals(BooleanNode.FALSE, run().facts("component:default/billing").get("allowed"));
    }

    @Test
    void shouldLeaveOutWhatItDoesNotKnow() {
        assertEquals(Map.of("declared", BooleanNode.FALSE), run().facts("component:default/search"));
    }

    @Test
    void shouldLookAtComponentsOnly() {
        assertFalse(run().rows().stream().anyMatch(row -> row.entity().kind().equals("api")));
    }
}
