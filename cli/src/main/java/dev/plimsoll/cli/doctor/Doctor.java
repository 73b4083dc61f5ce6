package dev.plimsoll.cli.doctor;

import dev.plimsoll.recorder.ca.RecorderAuthority;
import dev.plimsoll.suites.run.DockerEngine;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Asks all probes at once. */
public final class Doctor {
    /** Longer than any program, or the Docker engine, is given. */
    private static final Duration LIMIT = Duration.ofSeconds(6);

    private final List<Probe> probes;
    private final Duration limit;

    Doctor(List<Probe> probes, Duration limit) {
        this.probes = List.copyOf(probes);
        this.limit = limit;
    }

    /** One that knows everything Plimsoll and its clients use. */
    public static Doctor in(Surroundings surroundings) {
        var commands = new Commands(surroundings, Commands.LIMIT);
        var authority = RecorderAuthority.ofUser(surroundings.variables(), surroundings.home());
        var probes = new ArrayList<Probe>();
        probes.add(JavaProbe.ofThisProcess());
        probes.add(MemoryProbe.ofThisProcess());
        probes.add(new LoopbackProbe(new byte[] {127, 0, 0, 1}));
        probes.add(new LocalhostProbe(InetAddress::getAllByName));
        probes.add(new FolderProbe(surroundings));
        probes.add(new ProxyProbe(surroundings));
        probes.add(new MavenProbe(commands));
        probes.add(new DockerProbe(surroundings.variable(DockerEngine.HOST), DockerEngine::absence));
        KnownProgram.all().forEach(program -> probes.add(new ProgramProbe(program, commands)));
        probes.add(new AuthorityProbe(authority, Clock.systemUTC()));
        probes.add(new TrustProbe(authority.certificate(), surroundings.root(), TrustProbe::ofThisJava));
        return new Doctor(probes, LIMIT);
    }

    /** What the probes say, in their order; one that does not come to an end in time is a warning. */
    public List<Diagnosis> examine() throws InterruptedException {
        var pool = Executors.newCachedThreadPool(work -> {
            var thread = new Thread(work, "plimsoll-doctor");
            // One that hangs must not keep the command from ending.
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Callable<List<Diagnosis>>> calls = probes.stream()
                    .<Callable<List<Diagnosis>>>map(probe -> probe::look)
                    .toList();
            var diagnoses = new ArrayList<Diagnosis>();
            for (var answer : pool.invokeAll(calls, limit.toMillis(), TimeUnit.MILLISECONDS)) {
                diagnoses.addAll(of(answer));
            }
            return diagnoses;
        } finally {
            pool.shutdownNow();
        }
    }

    private List<Diagnosis> of(Future<List<Diagnosis>> answer) throws InterruptedException {
        try {
            return answer.get();
        } catch (CancellationException e) {
            return List.of(Diagnosis.warning(
                    "a probe",
                    "did not come to an end within " + limit.toSeconds() + " s",
                    "to know what is here",
                    "look for what hangs: a network folder, or a program on the PATH; then run it again"));
        } catch (ExecutionException e) {
            throw new IllegalStateException("a probe broke down", e.getCause());
        }
    }

    /** Whether Plimsoll can work. */
    public static boolean isFit(List<Diagnosis> diagnoses) {
        return diagnoses.stream().noneMatch(diagnosis -> diagnosis.state() == State.PROBLEM);
    }
}
