package io.techinsights.checker.drl;

import io.techinsights.checker.drl.LinkedMembers.Member;
import io.techinsights.checker.drl.memory.Entity;
import io.techinsights.checker.drl.memory.Fact;
import io.techinsights.checker.drl.memory.Result;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.drools.compiler.kie.builder.impl.InternalKieModule;
import org.drools.model.codegen.ExecutableModelProject;
import org.kie.api.KieServices;
import org.kie.api.builder.KieBuilder;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import org.kie.api.builder.ReleaseId;
import org.kie.api.runtime.KieContainer;

/**
 * One build of a DRL text by Drools. What rules see without an import stands before the text in its first line, so that lines
 * keep their numbers.
 */
final class DrlBuild implements AutoCloseable {
    private static final String GROUP = "io.techinsights.generated.drl";
    private static final String CLASSES = GROUP.replace('.', '/') + "/";
    private static final String FILE = "src/main/resources/" + CLASSES + "rules.drl";
    private static final String HEAD = "package " + GROUP + "; import " + Fact.class.getName() + "; import "
            + Entity.class.getName() + "; global " + Result.class.getName() + " result; ";

    private static final ClassLoader PARENT = DrlBuild.class.getClassLoader();

    private final KieServices services = KieServices.get();
    private final ReleaseId release = services.newReleaseId(GROUP, "check-" + UUID.randomUUID(), "1");
    private final KieBuilder builder;

    /**
     * Builds a text.
     *
     * @throws RuntimeException whatever Drools throws at a text it cannot make sense of
     */
    DrlBuild(String text) {
        KieFileSystem files = services.newKieFileSystem();
        files.generateAndWritePomXML(release).write(FILE, HEAD + text);
        builder = services.newKieBuilder(files, PARENT);
        boolean done = false;
        try {
            builder.buildAll(ExecutableModelProject.class);
            done = true;
        } finally {
            if (!done) {
                close();
            }
        }
    }

    /** What Drools refused. */
    List<Message> errors() {
        return builder.getResults().getMessages(Message.Level.ERROR);
    }

    /** What the classes that were generated of the rules can use; only where there was no error. */
    Set<Member> members() {
        var module = (InternalKieModule) builder.getKieModule();
        Set<Member> members = new LinkedHashSet<>();
        for (String file : module.getFileNames()) {
            if (file.startsWith(CLASSES) && file.endsWith(".class")) {
                members.addAll(LinkedMembers.of(module.getBytes(file)));
            }
        }
        members.removeIf(member -> member.owner().startsWith(GROUP));
        return members;
    }

    /** The rules, ready to run; only where there was no error. */
    DrlBase base() {
        KieContainer container = services.newKieContainer(release, PARENT);
        try {
            return new DrlBase(container);
        } catch (RuntimeException | LinkageError e) {
            container.dispose();
            throw e;
        }
    }

    /** Drools keeps every module it built until it is told not to. */
    @Override
    public void close() {
        services.getRepository().removeKieModule(release);
    }
}
