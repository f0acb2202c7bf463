package io.techinsights.schemas.json;

/** Goes over the fields of an object that {@link Json#write} wrote, and does not look into their values. */
public final class WrittenFields {
    private final Utf8 object;
    private int at;
    private int nameFrom;
    private int nameTo;

    public WrittenFields(Utf8 object) {
        this.object = object;
        this.at = object.from + 1;
    }

    /** Comes to the name of the next field; false where there is none. */
    public boolean next() {
        while (at < object.to && object.bytes[at] != '"') {
            at++;
        }
        if (at >= object.to) {
            return false;
        }
        nameFrom = at;
        nameTo = behindText();
        at = nameTo + 1;
        return true;
    }

    /** The name of the field, in its quotes. */
    public Utf8 name() {
        return new Utf8(object.bytes, nameFrom, nameTo);
    }

    /** Goes over the value of the field, once. */
    public Utf8 value() {
        int from = at;
        int depth = 0;
        while (depth > 0 || (object.bytes[at] != ',' && object.bytes[at] != '}')) {
            switch (object.bytes[at]) {
                case '"' -> at = behindText() - 1;
                case '{', '[' -> depth++;
                case '}', ']' -> depth--;
                default -> {}
            }
            at++;
        }
        return new Utf8(object.bytes, from, at);
    }

    private int behindText() {
        int end = at + 1;
        while (object.bytes[end] != '"') {
            end += object.bytes[end] == '\\' ? 2 : 1;
        }
        return end + 1;
    }
}
