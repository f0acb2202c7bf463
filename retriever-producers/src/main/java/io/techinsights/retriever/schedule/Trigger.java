package io.techinsights.retriever.schedule;

import java.util.Locale;

/** Why a run runs. */
public enum Trigger {
    /** It is the first one ever. */
    INITIAL,
    /** Its time has come. */
    CADENCE,
    /** Its time came while nobody ran it, or the run before was cut short. */
    CATCH_UP,
    /** The run before failed. */
    RETRY,
    /** Somebody asked for it. */
    COMMAND,
    /** Somebody asked for some entities; the schedule does not count it. */
    REFRESH;

    /** As run records have it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
