package dev.plimsoll.suites.run;

import dev.plimsoll.fixtures.capture.CaptureInfo;
import dev.plimsoll.model.http.Transcript;
import dev.plimsoll.suites.check.Traffic;
import dev.plimsoll.suites.run.RunRecord.TargetRecord;
import dev.plimsoll.suites.target.Mode;
import java.util.Optional;

/**
 * Where traffic that is judged without a target comes from, as a run's record says it.
 *
 * @param target named after the traffic, as there is no file that describes it
 * @param mode in the place of a run's
 * @param modeReason the first line of a report, with the mode
 * @param client whose traffic it is
 * @param transcript what it is called among the run's transcripts
 */
public record TrafficSource(TargetRecord target, String mode, String modeReason, String client, String transcript) {
    /** What recorded traffic is called among a run's transcripts, and the mode of a run that judged no other. */
    public static final String RECORDED = "recorded";

    /** Who sent recorded traffic if nobody noted it. */
    public static final String SOME_CLIENT = "client";

    private static final int LONGEST_KEY = 80;

    /** A capture, with what it says of itself. */
    public static TrafficSource capture(CaptureInfo info, Transcript traffic) {
        return recorded(
                info.name(),
                "the capture " + info.name() + ", as it was recorded",
                info.client(),
                registry(traffic).orElse(info.registry()),
                Optional.of(info.name()));
    }

    /** A file that has no word on who sent what to whom. */
    public static TrafficSource file(String name, Transcript traffic) {
        return recorded(name, "the file " + name, SOME_CLIENT, registry(traffic).orElse("not known"), Optional.empty());
    }

    /** A pull of the reference engine. */
    public static TrafficSource enginePull(String reference, String registry) {
        return new TrafficSource(
                new TargetRecord(key(reference), reference, registry, Optional.empty()),
                Mode.LIVE.yamlName(),
                "the reference engine pulled " + reference,
                EnginePull.CLIENT,
                PullRecords.TRANSCRIPT);
    }

    /** A name that may come from anywhere as one that a file can have: letters, digits, dots, dashes and underscores. */
    public static String key(String name) {
        var safe = name.replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("^[^A-Za-z0-9]+", "");
        return safe.isEmpty() ? "traffic" : safe.substring(0, Math.min(LONGEST_KEY, safe.length()));
    }

    /** How the traffic came about, as results say it. */
    String evidence() {
        return transcript.equals(PullRecords.TRANSCRIPT) ? "pulled by the reference engine" : RECORDED;
    }

    private static Optional<String> registry(Transcript traffic) {
        return traffic.stream()
                .filter(Traffic::isRegistryApi)
                .findFirst()
                .map(exchange -> exchange.request().url().origin().toString());
    }

    private static TrafficSource recorded(
            String name, String reason, String client, String registry, Optional<String> capture) {
        var subject = client.isBlank() ? SOME_CLIENT : client;
        return new TrafficSource(
                new TargetRecord(key(name), name, registry, capture), RECORDED, reason, subject, RECORDED);
    }
}
