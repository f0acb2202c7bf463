package io.techinsights.checker.js;

/** What JavaScript would throw as a TypeError: an operator was given what it cannot work on. */
public final class JsTypeError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public JsTypeError(String message) {
        super(message);
    }
}
