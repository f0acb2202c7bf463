package io.techinsights.checker.draft;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.techinsights.checker.check.Check;
import io.techinsights.checker.check.CheckProblem;
import io.techinsights.checker.evaluate.CheckSet;
import io.techinsights.checker.evaluate.Judge;
import io.techinsights.checker.evaluate.Subject;
import io.techinsights.checker.query.CheckAnswers;
import io.techinsights.checker.query.NamedEntities;
import io.techinsights.checker.registry.DraftReader.Draft;
import io.techinsights.schemas.avro.CheckResult;
import io.techinsights.schemas.json.Json;
import io.techinsights.streams.http.Gathered;
import io.techinsights.streams.http.Reply;
import io.techinsights.streams.http.Request;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Judges the entities of now by a draft. Nothing of it is kept or published. */
final class PreviewRoute {
    /** Beside its own time, what a peer needs to take the question and send the answer. */
    private static final Duration ON_THE_WAY = Duration.ofSeconds(5);

    private final Drafts drafts;
    private final Supplier<CheckSet> live;
    private final Judge judge;
    private final CheckAnswers answers;
    private final CurrentEntities current;
    private final InstantSource clock;
    private final Duration limit;
    private final Slots peerSlots = new Slots("previews for other instances", 4);
    private final Slots slots;

    /**
     * @param slots taken by what a client asks for; what a peer asks for has its own, so that no two instances wait for
     *     each other
     * @param limit after so long a partial answer is given
     */
    PreviewRoute(
            Drafts drafts,
            Supplier<CheckSet> live,
            Judge judge,
            CheckAnswers answers,
            CurrentEntities current,
            InstantSource clock,
            Slots slots,
            Duration limit) {
        this.drafts = drafts;
        this.live = live;
        this.judge = judge;
        this.answers = answers;
        this.current = current;
        this.clock = clock;
        this.slots = slots;
        this.limit = limit;
    }

    Reply handle(Request request) {
        var body = PreviewBody.read(request.requiredBody());
        Draft draft = drafts.read(body.check());
        try (Slots.Slot slot = (request.isFromPeer() ? peerSlots : slots).take();
                CheckSet set = drafts.compile(draft)) {
            var patience = new Patience(clock, limit, () -> !request.isAbandoned());
            return Reply.ok(answer(request, body, draft, set, patience));
        }
    }

    private ObjectNode answer(Request request, PreviewBody body, Draft draft, CheckSet set, Patience patience) {
        if (request.isFromPeer()) {
            Subjects here = body.entities().isEmpty()
                    ? current.all(request.partitions(), request.reading())
                    : current.named(body.entities(), request.reading());
            return json(draft, judge(draft, set, body.sample(), here, patience));
        }
        NamedEntities named = current.byPartition(body.entities());
        boolean all = body.entities().isEmpty();
        Gathered gathered = current.gather(
                        request.patient(limit.plus(ON_THE_WAY)),
                        all ? current.partitions() : named.partitions(),
                        asked -> all ? body.json() : named.question(body.json(), asked),
                        asked -> {
                            var reading = request.reading().here();
                            Subjects here = all ? current.all(asked, reading) : current.named(named.in(asked), reading);
                            return json(draft, judge(draft, set, body.sample(), here, patience));
                        })
                .require(request);
        Preview preview = new Preview(
                body.sample(),
                live.get().check(draft.check().id()).isPresent(),
                result -> answers.complete(draft.check(), result));
        gathered.answers().forEach(preview::add);
        if (!gathered.missing().isEmpty()) {
            preview.cutShort();
        }
        return json(draft, preview);
    }

    private Preview judge(Draft draft, CheckSet set, int sample, Subjects subjects, Patience patience) {
        Check check = draft.check();
        CheckSet liveSet = live.get();
        Optional<Check> before = liveSet.check(check.id());
        Set<String> retrievers = new LinkedHashSet<>(check.factIds());
        before.ifPresent(one -> retrievers.addAll(one.factIds()));
        boolean described = check.filter() != null
                || before.filter(one -> one.filter() != null).isPresent();
        var preview = new Preview(sample, before.isPresent(), result -> answers.complete(check, result));
        boolean all = subjects.visit(new Subjects.Needed(retrievers, described), subject -> {
            if (!patience.lasts()) {
                return false;
            }
            var now = clock.instant();
            var result = judge(set, check, subject, now);
            CheckResult live =
                    before.map(one -> judge(liveSet, one, subject, now)).orElse(null);
            preview.judged(subject, result, live);
            return true;
        });
        if (!all) {
            preview.cutShort();
        }
        return preview;
    }

    private CheckResult judge(CheckSet set, Check check, Subject subject, Instant now) {
        return judge.judge(set, List.of(check), subject, now).get(0);
    }

    private static ObjectNode json(Draft draft, Preview preview) {
        ObjectNode json = Json.object();
        json.set("check", draft.check().json());
        json.setAll(preview.toJson());
        json.set("warnings", CheckProblem.toJson(draft.warnings()));
        return json;
    }
}
