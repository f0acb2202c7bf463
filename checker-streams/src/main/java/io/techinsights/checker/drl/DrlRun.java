package io.techinsights.checker.drl;

import io.techinsights.checker.drl.memory.Result;
import io.techinsights.checker.evaluate.CheckOutcome;
import io.techinsights.checker.evaluate.CheckOutcome.Failed;
import io.techinsights.checker.evaluate.CheckOutcome.Judged;
import org.jspecify.annotations.Nullable;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.rule.ConsequenceException;

/** One check at one entity. Whatever its rules do, there is an outcome, unless they do not end. */
final class DrlRun {
    private final DrlCheck check;
    private final World world;
    private volatile @Nullable KieSession session;

    DrlRun(DrlCheck check, World world) {
        this.check = check;
        this.world = world;
    }

    String checkId() {
        return check.id();
    }

    /** Fires the rules. The session goes with the run, and with it all that the rules left in it. */
    CheckOutcome judge(Limits limits) {
        try {
            return fire(limits);
        } catch (ResultJson.Unfit e) {
            return new Failed(String.valueOf(e.getMessage()), null);
        } catch (Throwable e) {
            return new Failed(describe(e), null);
        }
    }

    private CheckOutcome fire(Limits limits) {
        KieSession fresh = check.base().newSession();
        session = fresh;
        try {
            var result = new Result();
            fresh.setGlobal("result", result);
            fresh.insert(world.entity());
            check.factIds().forEach(retriever -> world.facts(retriever).forEach(fresh::insert));
            int fired = fresh.fireAllRules(limits.firings() + 1);
            return fired > limits.firings()
                    ? new Failed(
                            "fired more than " + limits.firings() + " rules; one of them seems to set itself off", null)
                    : new Judged(ResultJson.of(result.get()), null);
        } finally {
            session = null;
            fresh.dispose();
        }
    }

    /** Asks the rules to end: no further one is fired. */
    void halt() {
        KieSession running = session;
        if (running != null) {
            running.halt();
        }
    }

    /** Its check takes too long; it is not run again before it is changed. */
    CheckOutcome exclude(Limits limits) {
        return check.exclude("took longer than " + limits.timeText() + " at "
                + world.entity().getRef() + "; it is not run any more until it is changed");
    }

    private static String describe(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        if (thrown instanceof ConsequenceException consequence && consequence.getRule() != null) {
            return "rule '" + consequence.getRule().getName() + "' threw " + cause;
        }
        String what = String.valueOf(thrown.getMessage()).split("\n", 2)[0];
        return cause == thrown ? "its rules threw " + thrown : what + ": " + cause;
    }
}
