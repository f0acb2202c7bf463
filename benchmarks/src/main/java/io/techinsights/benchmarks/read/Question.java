package io.techinsights.benchmarks.read;

import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * One request.
 *
 * @param path with the query
 * @param body JSON; empty where there is none
 */
record Question(String method, String path, String body) {
    static Question get(String path) {
        return new Question("GET", path, "");
    }

    static Question post(String path, String body) {
        return new Question("POST", path, body);
    }

    /** As it goes over a connection that is kept. */
    byte[] bytes(URI server) {
        String head = method + " " + path + " HTTP/1.1\r\nhost: " + server.getAuthority() + "\r\n";
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        String type = length > 0 ? "content-type: application/json\r\n" : "";
        String size = method.equals("GET") ? "" : "content-length: " + length + "\r\n";
        return (head + type + size + "\r\n" + body).getBytes(StandardCharsets.UTF_8);
    }
}
