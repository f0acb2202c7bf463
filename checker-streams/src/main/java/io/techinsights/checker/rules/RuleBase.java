package io.techinsights.checker.rules;

import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.drools.model.codegen.ExecutableModelProject;
import org.kie.api.KieBase;
import org.kie.api.KieServices;
import org.kie.api.builder.KieBuilder;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import org.kie.api.builder.ReleaseId;
import org.kie.api.runtime.KieContainer;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.KieSessionConfiguration;
import org.kie.api.runtime.conf.ThreadSafeOption;
import org.kie.api.runtime.rule.FactHandle;

/**
 * Compiled Drools rules and the sessions that run them. A session is never shared by two threads at a time: each run takes
 * one from the pool, or a new one, and gives it back. So the sessions take no locks. A session keeps the one object that is in it,
 * which is told of one entity after the other, and forgets each.
 *
 * <p>A session without locks passes what is updated through its network at once, and a pattern is where the network looks at one
 * object. The rule judges in its pattern and is never matched by it, so there is nothing to be put on the agenda and fired.
 *
 * <p>Sessions without locks share one thing in Drools 10.2: the arguments of a rule's consequence. The rule must not have any,
 * which means that it binds no variables.
 */
final class RuleBase implements AutoCloseable {
    private static final String GROUP = "io.techinsights.generated";
    private static final String FILE = "src/main/resources/" + GROUP.replace('.', '/') + "/rules.drl";
    private static final String HEAD = "package " + GROUP + "\nimport " + Evaluation.class.getName() + "\n";

    private final KieContainer container;
    private final KieBase base;
    private final KieSessionConfiguration unlocked;
    private final Queue<Bench> idle = new ConcurrentLinkedQueue<>();

    /**
     * Compiles rules into one network.
     *
     * @param rules the text of the rules, without a package and imports
     */
    RuleBase(String rules) {
        container = compile(HEAD + rules);
        base = container.getKieBase();
        unlocked = KieServices.get().newKieSessionConfiguration();
        unlocked.setOption(ThreadSafeOption.NO);
    }

    private static KieContainer compile(String text) {
        KieServices services = KieServices.get();
        ReleaseId release = services.newReleaseId(GROUP, "checks-" + UUID.randomUUID(), "1");
        KieFileSystem files = services.newKieFileSystem();
        files.generateAndWritePomXML(release).write(FILE, text);
        ClassLoader loader = RuleBase.class.getClassLoader();
        KieBuilder builder = services.newKieBuilder(files, loader).buildAll(ExecutableModelProject.class);
        try {
            if (builder.getResults().hasMessages(Message.Level.ERROR)) {
                throw new IllegalStateException("Drools refused generated rules: "
                        + builder.getResults().getMessages(Message.Level.ERROR));
            }
            return services.newKieContainer(release, loader);
        } finally {
            services.getRepository().removeKieModule(release);
        }
    }

    /** The generated classes; they go with it. */
    ClassLoader classes() {
        return container.getClassLoader();
    }

    /** A session, and what it holds. */
    private record Bench(KieSession session, Evaluation evaluation, FactHandle handle) {}

    private Bench bench() {
        Bench pooled = idle.poll();
        if (pooled != null) {
            return pooled;
        }
        KieSession session = base.newKieSession(unlocked, null);
        var evaluation = new Evaluation();
        return new Bench(session, evaluation, session.insert(evaluation));
    }

    /**
     * Runs the rules over one entity. What is thrown leaves no trace in the next run.
     *
     * @param wanted the slots of the checks to be judged, a bit for each
     * @return the slots of those whose conditions hold
     */
    int run(EntityRun run, Share share, int wanted) {
        Bench bench = bench();
        boolean fit = false;
        try {
            bench.evaluation().begin(run, share, wanted);
            bench.session().update(bench.handle(), bench.evaluation());
            int holding = bench.evaluation().end();
            fit = true;
            return holding;
        } finally {
            if (fit) {
                idle.add(bench);
            } else {
                bench.session().dispose();
            }
        }
    }

    /** To be called once, when nobody runs it any more. */
    @Override
    public void close() {
        idle.forEach(bench -> bench.session().dispose());
        idle.clear();
        container.dispose();
    }
}
