package io.techinsights.streams.http;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PeerTrustTest {
    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private final PeerTrust asking = at(NOW, SECRET);

    private static PeerTrust at(Instant now, String secret) {
        return new PeerTrust(Optional.of(secret), () -> now);
    }

    private static void refused(PeerTrust asked, String proof, String method, String uri) {
        assertThatThrownBy(() -> asked.verify(proof, method, uri))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("http.peerSecret");
    }

    @Test
    void shouldTakeAQuestionOfWhoHasTheSecret() {
        assertThatCode(() -> at(NOW, SECRET).verify(asking.sign("GET", "/x?a=1"), "GET", "/x?a=1"))
                .doesNotThrowAnyException();
    }

    @Test
    void shouldRefuseAnotherSecretAnotherQuestionAndAnOldOne() {
        // When
        String proof = asking.sign("GET", "/x?a=1");

        // Then
        refused(at(NOW, SECRET.replace('0', '1')), proof, "GET", "/x?a=1");
        refused(at(NOW, SECRET), proof, "GET", "/x?a=2");
        refused(at(NOW, SECRET), proof, "DELETE", "/x?a=1");
        refused(at(NOW.plus(Duration.ofMinutes(2)), SECRET), proof, "GET", "/x?a=1");
    }

    @Test
    void shouldRefuseWhatIsNoProof() {
        refused(asking, "1", "GET", "/x");
        refused(asking, "a.b.c", "GET", "/x");
        refused(asking, "eyJhbGciOiJub25lIn0.eyJtZXRob2QiOiJHRVQiLCJ1cmkiOiIveCJ9.", "GET", "/x");
    }

    @Test
    void shouldTakeAnythingWhereThereIsNoSecret() {
        // Given
        var open = new PeerTrust(Optional.empty(), () -> NOW);

        // Then
        assertThatCode(() -> open.verify(open.sign("GET", "/x"), "GET", "/x")).doesNotThrowAnyException();
    }
}
