package io.techinsights.retriever.declarative;

import io.techinsights.streams.config.Section;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How a request says who asks. */
sealed interface Auth {
    /** {@code Authorization: Bearer …}. */
    record Bearer(Secret token) implements Auth {}

    /** {@code Authorization: Basic …}. */
    record Basic(String user, Optional<Secret> password) implements Auth {}

    /** A header of any name. */
    record Header(String name, Secret value) implements Auth {}

    /**
     * A header as it is sent.
     *
     * @param secret what must not be seen of it
     */
    record Credentials(String header, String value, String secret) {
        /** Without the secret. */
        @Override
        public String toString() {
            return header;
        }

        /** This text without the secret. */
        String masked(String text) {
            return text.replace(value, "****").replace(secret, "****");
        }
    }

    /** Reads {@code auth} of this section; nothing where there is none. */
    static Optional<Auth> read(Section request) {
        Section auth = request.section("auth");
        List<String> kinds =
                Stream.of("bearer", "basic", "header").filter(auth::has).toList();
        if (kinds.size() > 1) {
            request.problem("auth", "holds " + String.join(" and ", kinds) + ", expected one of them");
        }
        Optional<Auth> read = Optional.empty();
        if (auth.has("bearer")) {
            read = auth.parse("bearer", Secret::of).map(Bearer::new);
        } else if (auth.has("basic")) {
            read = basic(auth.section("basic"));
        } else if (auth.has("header")) {
            read = header(auth.section("header"));
        }
        auth.done();
        return read;
    }

    private static Optional<Auth> basic(Section section) {
        Optional<String> user = section.text("user");
        Optional<Secret> password = section.parse("password", Secret::of);
        section.done();
        if (user.isEmpty() || user.get().contains(":")) {
            section.problem("user", "is missing or holds a colon, expected a name");
        }
        return user.map(name -> new Basic(name, password));
    }

    private static Optional<Auth> header(Section section) {
        Optional<String> name = section.parse("name", json -> HeaderRules.name(json.asText()));
        Optional<Secret> value = section.parse("value", Secret::of);
        section.done();
        if (name.isEmpty() || value.isEmpty()) {
            section.problems().add(section.path() + " is incomplete, expected {name, value: {file or env}}");
        }
        return name.flatMap(known -> value.map(secret -> new Header(known, secret)));
    }

    /**
     * The header to send, with the secret as it is now.
     *
     * @throws IOException where it cannot be read
     */
    default Credentials credentials() throws IOException {
        if (this instanceof Bearer bearer) {
            String token = sendable(bearer.token());
            return new Credentials("Authorization", "Bearer " + token, token);
        }
        if (this instanceof Basic basic) {
            String password =
                    basic.password().isPresent() ? basic.password().get().read() : "";
            byte[] both = (basic.user() + ":" + password).getBytes(StandardCharsets.UTF_8);
            String encoded = Base64.getEncoder().encodeToString(both);
            return new Credentials("Authorization", "Basic " + encoded, password.isEmpty() ? encoded : password);
        }
        var header = (Header) this;
        String value = sendable(header.value());
        return new Credentials(header.name(), value, value);
    }

    private static String sendable(Secret secret) throws IOException {
        String text = secret.read();
        if (!HeaderRules.isValue(text)) {
            throw new IOException("The secret in " + secret.where() + " is not printable ASCII, as a header has to be");
        }
        return text;
    }
}
