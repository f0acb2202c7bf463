package io.techinsights.checker.draft;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.techinsights.schemas.avro.CheckStatus;
import io.techinsights.schemas.json.Json;
import java.util.Map;

/** What came out of the partitions that were replayed to their end. */
final class BacktestResult {
    private final Days days;
    private final int partitions;
    private final DayCounts counts;
    private final Flipping flipping = new Flipping();
    private long entities;
    private int replayed;

    /**
     * @param partitions how many there are to be replayed
     */
    BacktestResult(Days days, int partitions) {
        this.days = days;
        this.partitions = partitions;
        this.counts = new DayCounts(days.count());
    }

    /** Adds a partition that came to its end. */
    void add(Replay replay) {
        replayed++;
        entities += replay.entities().size();
        counts.add(replay.counts());
        replay.entities().forEach((ref, entity) -> {
            if (entity.flips() > 0) {
                flipping.add(ref.toString(), entity.flips(), entity.status());
            }
        });
    }

    /**
     * As it is answered.
     *
     * @param rows of the check's retrievers that were read
     * @param refused records that the fact store does not take either
     */
    ObjectNode toJson(long rows, long refused) {
        ObjectNode json = Json.object()
                .put("from", days.from().toString())
                .put("to", days.to().toString())
                .put("rows", rows)
                .put("refused", refused)
                .put("entities", entities)
                .put("complete", replayed == partitions);
        json.putObject("partitions").put("replayed", replayed).put("of", partitions);
        var list = json.putArray("days");
        Map<CheckStatus, long[]> atEnds = counts.atEnds();
        for (int day = 0; day < days.count(); day++) {
            int number = day;
            ObjectNode line = list.addObject().put("day", days.day(day).toString());
            ObjectNode byStatus = line.putObject("counts");
            atEnds.forEach((status, count) -> byStatus.put(status.name(), count[number]));
            line.put("flips", counts.flips(day));
        }
        json.put("flippingEntities", flipping.count());
        json.set("flipping", flipping.toJson());
        return json;
    }
}
