package io.techinsights.streams.http;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Map;
import java.util.Optional;

/**
 * How instances know each other: each question between them carries a token that lasts for a minute and for this question,
 * signed with a secret that all of them have. Without a secret anybody may ask as an instance does, and needs the same
 * permissions as otherwise.
 */
final class PeerTrust {
    private static final String METHOD = "method";
    private static final String URI = "uri";
    private static final Duration LASTS = Duration.ofMinutes(1);

    private final Optional<byte[]> secret;
    private final InstantSource clock;

    PeerTrust(Optional<String> secret, InstantSource clock) {
        this.secret = secret.map(text -> text.getBytes(StandardCharsets.UTF_8));
        this.clock = clock;
    }

    /** Whether instances prove who they are. */
    boolean isProved() {
        return secret.isPresent();
    }

    /** What proves that a question is an instance's. */
    String sign(String method, String uri) {
        if (secret.isEmpty()) {
            return "1";
        }
        var claims = new JWTClaimsSet.Builder()
                .claim(METHOD, method)
                .claim(URI, uri)
                .expirationTime(Date.from(clock.instant().plus(LASTS)))
                .build();
        var token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
        try {
            token.sign(new MACSigner(secret.get()));
        } catch (JOSEException e) {
            throw new IllegalStateException("A question to another instance cannot be signed", e);
        }
        return token.serialize();
    }

    /**
     * Checks what proves that a question is an instance's.
     *
     * @throws ApiException 401 where it does not
     */
    void verify(String proof, String method, String uri) {
        if (secret.isPresent() && !proves(secret.get(), proof, method, uri)) {
            throw new ApiException(
                    401,
                    "AuthenticationError",
                    "The question does not come from an instance that has this instance's http.peerSecret",
                    Map.of());
        }
    }

    private boolean proves(byte[] key, String proof, String method, String uri) {
        try {
            SignedJWT token = SignedJWT.parse(proof);
            JWTClaimsSet claims = token.getJWTClaimsSet();
            Instant expires = claims.getExpirationTime() == null
                    ? Instant.MIN
                    : claims.getExpirationTime().toInstant();
            return token.verify(new MACVerifier(key))
                    && expires.isAfter(clock.instant())
                    && method.equals(claims.getStringClaim(METHOD))
                    && uri.equals(claims.getStringClaim(URI));
        } catch (ParseException | JOSEException e) {
            return false;
        }
    }
}
