package io.techinsights.standalone.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.techinsights.schemas.registry.SchemaRegistry;
import io.techinsights.streams.letters.Letter;
import io.techinsights.streams.letters.LetterAddress;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows one letter, whole. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Shows one dead letter: its headers, its key and value as bytes and, where the schema registry knows",
            "what they are, as JSON; where they are nothing it knows, why."
        },
        footer = {
            "%nExamples:",
            "  bin/tech-insights dead-letters show facts-0@12 --config app-config.yaml",
            "  bin/tech-insights dead-letters show facts-0@12 --value-to record.bin"
        })
final class ShowLetterCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ADDRESS", description = "As 'dead-letters list' prints it, facts-0@12 say")
    @SuppressWarnings("NullAway.Init")
    private String address;

    @Option(names = "--json", description = "As a JSON object; the value whole, in Base64")
    private boolean json;

    @Option(names = "--value-to", paramLabel = "FILE", description = "Write the bytes of the value to this file")
    private @Nullable Path valueTo;

    @Mixin
    private final DeadLettersOptions options = new DeadLettersOptions();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        LetterAddress asked = options.address(address);
        return options.connected(connected -> {
            ConsumerRecord<byte[], byte[]> record = connected.letters().find(asked);
            Letter letter = Letter.of(asked.role(), record).orElseThrow();
            boolean replayed =
                    connected.letters().list(Optional.of(letter.at())).isReplayed(letter);
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                out.println(json(letter, replayed, record, connected.registry()).toPrettyString());
            } else {
                print(out, letter, replayed, record, connected.registry());
            }
            if (valueTo != null) {
                write(valueTo, record.value());
                out.println(json ? "" : "The value was written to " + valueTo);
            }
            out.flush();
            return 0;
        });
    }

    private static void write(Path file, byte @Nullable [] value) {
        if (value == null) {
            throw new IllegalStateException("There is no value to write to " + file + ": the record is a tombstone");
        }
        try {
            Files.write(file, value);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written: " + e.getMessage(), e);
        }
    }

    private static void print(
            PrintWriter out,
            Letter letter,
            boolean replayed,
            ConsumerRecord<byte[], byte[]> record,
            SchemaRegistry registry) {
        out.println("Dead letter " + letter.address() + (replayed ? ", replayed" : ""));
        out.println("Written     " + letter.at());
        out.println("Record      " + letter.origin()
                + letter.timestamp()
                        .map(time -> " of " + Instant.ofEpochMilli(time))
                        .orElse(""));
        out.println("Reason      " + LetterText.oneLine(letter.reason()));
        out.println("Headers");
        for (Header header : record.headers()) {
            out.println("  " + LetterText.oneLine(header.key()) + ": "
                    + (header.value() == null ? "none" : LetterText.textOrHex(header.value())));
        }
        printBytes(out, "Key", record.key());
        printBytes(out, "Value", record.value());
        if (record.value() != null) {
            printDecoded(out, DecodedValue.of(record.value(), registry));
        }
    }

    private static void printBytes(PrintWriter out, String name, byte @Nullable [] bytes) {
        out.println(name + (bytes == null ? ": none" : ", " + bytes.length + " bytes"));
        if (bytes != null) {
            HexDump.print(out, bytes);
        }
    }

    private static void printDecoded(PrintWriter out, DecodedValue value) {
        if (value instanceof DecodedValue.Decoded decoded) {
            out.println("Value as " + decoded.schema());
            out.println(decoded.json().toPrettyString().indent(2).stripTrailing());
        } else if (value instanceof DecodedValue.Not not) {
            out.println("The value cannot be decoded: " + LetterText.oneLine(not.reason()));
        }
    }

    private static ObjectNode json(
            Letter letter, boolean replayed, ConsumerRecord<byte[], byte[]> record, SchemaRegistry registry) {
        ObjectNode shown = LetterJson.of(letter, replayed);
        ObjectNode headers = shown.putObject("headers");
        for (Header header : record.headers()) {
            LetterJson.bytes(headers, header.key(), header.value() == null ? new byte[0] : header.value());
        }
        if (record.value() == null) {
            return shown.putNull("value");
        }
        ObjectNode value = shown.putObject("value")
                .put("bytes", record.value().length)
                .put("base64", Base64.getEncoder().encodeToString(record.value()));
        DecodedValue decoded = DecodedValue.of(record.value(), registry);
        if (decoded instanceof DecodedValue.Decoded known) {
            value.put("schema", known.schema()).set("json", known.json());
        } else if (decoded instanceof DecodedValue.Not not) {
            value.put("error", not.reason());
        }
        return shown;
    }
}
