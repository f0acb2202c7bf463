package io.techinsights.benchmarks.read;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Loads of one server after another, so that whatever else the machine does hits all of them. */
final class Turns {
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final long WARM_UP_MILLIS = 1000;
    private static final long FIRST_MILLIS = 4000;
    private static final int FIRST_TURNS = 4;

    private final DriverProcess driver;
    private final PrintStream out;
    private final long millis;
    private final int turns;

    /**
     * @param millis how long each is counted in each turn
     */
    Turns(DriverProcess driver, PrintStream out, int turns, long millis) {
        this.driver = driver;
        this.out = out;
        this.turns = turns;
        this.millis = millis;
    }

    /** What is asked where, and what an answer takes at least. */
    record Target(String name, URI server, List<Question> questions, long leastBytes) {
        Load load(int connections, long warmUpMillis, long millis) {
            return new Load(server, questions, connections, warmUpMillis, millis, leastBytes);
        }
    }

    /** Asks until what answers is compiled: in turns, since what was compiled for one is often compiled anew for the other. */
    void warmUp(List<Target> targets, int connections) throws IOException {
        for (int turn = 0; turn < FIRST_TURNS; turn++) {
            for (Target target : targets) {
                driver.drive(target.load(connections, FIRST_MILLIS, WARM_UP_MILLIS))
                        .requireAnswers();
            }
        }
    }

    /** The median of the requests a second, of each target. */
    List<Double> drive(List<Target> targets, int connections) throws IOException {
        List<List<Driven>> driven = new ArrayList<>();
        targets.forEach(target -> driven.add(new ArrayList<>()));
        for (int turn = 0; turn < turns; turn++) {
            for (int i = 0; i < targets.size(); i++) {
                driven.get(i).add(drive(targets.get(i), connections));
            }
        }
        return driven.stream().map(Turns::median).toList();
    }

    private Driven drive(Target target, int connections) throws IOException {
        long cpu = PROCESS.getProcessCpuTime();
        Driven driven =
                driver.drive(target.load(connections, WARM_UP_MILLIS, millis)).requireAnswers();
        out.printf(
                "%s, %d connections: %s; %,.0f µs of the server's processor time a request%n",
                target.name(), connections, driven, (PROCESS.getProcessCpuTime() - cpu) / 1e3 / driven.asked());
        return driven;
    }

    private static double median(List<Driven> driven) {
        return driven.stream()
                .sorted(Comparator.comparingDouble(Driven::perSecond))
                .toList()
                .get(driven.size() / 2)
                .perSecond();
    }
}
