package io.techinsights.checker.rules;

/** What JavaScript would throw as a TypeError: an operator was given what it cannot work on. */
final class JsTypeError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    JsTypeError(String message) {
        super(message);
    }
}
