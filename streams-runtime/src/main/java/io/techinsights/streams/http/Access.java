package io.techinsights.streams.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Decides who may ask what. */
final class Access {
    private static final Pattern BEARER = Pattern.compile("^Bearer +(\\S+)$", Pattern.CASE_INSENSITIVE);
    private static final Pattern JWT = Pattern.compile("[\\w-]+\\.[\\w-]+\\.[\\w-]*");
    private final List<HttpSettings.Token> tokens;

    Access(List<HttpSettings.Token> tokens) {
        this.tokens = tokens;
    }

    /**
     * Checks a request. Without configured tokens anybody may ask; a JSON Web Token, which a Backstage front end always
     * sends, is then as good as none, and anything else that calls itself a token is refused.
     *
     * @throws ApiException 401 or 403
     */
    void check(Optional<String> authorization, String permission) {
        Optional<String> token = authorization
                .map(BEARER::matcher)
                .flatMap(matcher -> matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty());
        if (tokens.isEmpty()) {
            if (token.isPresent() && !JWT.matcher(token.get()).matches()) {
                throw illegalToken();
            }
            return;
        }
        if (token.isEmpty()) {
            throw new ApiException(401, "AuthenticationError", "Missing credentials", Map.of());
        }
        HttpSettings.Token known = tokens.stream()
                .filter(candidate -> same(candidate.secret(), token.get()))
                .findFirst()
                .orElseThrow(Access::illegalToken);
        if (!known.permissions().isEmpty() && !known.permissions().contains(permission)) {
            throw new ApiException(403, "NotAllowedError", "Unauthorized", Map.of());
        }
    }

    private static ApiException illegalToken() {
        return new ApiException(401, "AuthenticationError", "Illegal token", Map.of());
    }

    /** In constant time. */
    private static boolean same(String left, String right) {
        return MessageDigest.isEqual(left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
    }
}
