package io.techinsights.schemas.json;

/** JSON that knows how it is written. */
public interface JsonText {

    /** The very text that {@link Json#MAPPER} makes of it. */
    String text();
}
