package io.techinsights.standalone.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.techinsights.schemas.json.Json;
import io.techinsights.streams.letters.Letter;
import java.time.Instant;
import java.util.HexFormat;

/** A letter as the commands' JSON has it. */
final class LetterJson {
    private LetterJson() {}

    static ObjectNode of(Letter letter, boolean replayed) {
        ObjectNode json = Json.object()
                .put("address", letter.address().toString())
                .put("writtenAt", letter.at().toString());
        json.putObject("origin")
                .put("topic", letter.origin().topic())
                .put("partition", letter.origin().partition())
                .put("offset", letter.origin().offset());
        letter.timestamp()
                .ifPresent(
                        time -> json.put("timestamp", Instant.ofEpochMilli(time).toString()));
        letter.key().ifPresent(key -> bytes(json, "key", key.get()));
        json.put("bytes", letter.size()).put("reason", letter.reason());
        letter.exception().ifPresent(exception -> json.put("exception", exception));
        letter.leftOut().ifPresent(what -> json.put("leftOut", what));
        return json.put("replayed", replayed);
    }

    /** As text where it is text that can be printed, and else in hex under another name. */
    static void bytes(ObjectNode json, String name, byte[] bytes) {
        LetterText.printable(bytes)
                .ifPresentOrElse(
                        text -> json.put(name, text),
                        () -> json.put(name + "Hex", HexFormat.of().formatHex(bytes)));
    }
}
