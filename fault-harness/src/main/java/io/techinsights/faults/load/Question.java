package io.techinsights.faults.load;

import io.techinsights.faults.model.Lane;

/**
 * A question about a lane.
 *
 * @param known the newest row that was acknowledged when it was asked
 * @param ofChecks whether it is about check results, not facts
 * @param positioned whether the answer has to know of that row
 */
record Question(Lane lane, Journal.Acknowledged known, boolean ofChecks, boolean positioned) {
    private static final String[] NONE = {};

    String path() {
        String name = lane.entity().substring(lane.entity().indexOf('/') + 1);
        return ofChecks
                ? "/checks/run/default/component/" + name + "?include=all"
                : "/facts/latest?entity=" + lane.entity() + "&ids="
                        + lane.retriever().id();
    }

    String[] headers() {
        return positioned ? new String[] {"x-tech-insights-position", known.position()} : NONE;
    }
}
