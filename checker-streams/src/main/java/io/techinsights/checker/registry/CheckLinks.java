package io.techinsights.checker.registry;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.checker.check.Findings;
import io.techinsights.schemas.json.Json;
import java.util.Optional;

/** The links of a check. One that lacks its title or url is left out with a warning, as upstream leaves it out. */
final class CheckLinks {
    private CheckLinks() {}

    /** The links that can be followed; empty where there is none. */
    static Optional<JsonNode> read(JsonNode links, Findings findings) {
        if (!links.isMissingNode() && !links.isArray()) {
            findings.expected("links", "a list of maps with title and url", links);
            return Optional.empty();
        }
        var complete = Json.array();
        for (int i = 0; i < links.size(); i++) {
            JsonNode link = links.get(i);
            if (!link.isObject()) {
                findings.expected("links[" + i + "]", "a map with title and url", link);
            } else if (isText(link.path("title")) && isText(link.path("url"))) {
                complete.addObject()
                        .put("title", link.get("title").textValue())
                        .put("url", link.get("url").textValue());
            } else {
                findings.warning(
                        "links[" + i + "]", "left out: a link needs a title and a url, found " + Json.write(link));
            }
        }
        return complete.isEmpty() ? Optional.empty() : Optional.of(complete);
    }

    private static boolean isText(JsonNode node) {
        return node.isTextual() && !node.textValue().isEmpty();
    }
}
