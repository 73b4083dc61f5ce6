package dev.plimsoll.suites.run;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a run left behind: the content of {@code results.json}, from which every report is made. Secrets are redacted
 * before anything gets in here.
 *
 * @param format the version of this shape
 * @param tool name and version of what ran
 * @param target what was run against
 * @param mode how the target was had: {@code replay}, {@code process}, {@code container} or {@code live}; {@code recorded} if
 *     recorded traffic was judged without a target
 * @param modeReason why that mode
 * @param strict whether a violated SHOULD fails
 * @param started when the run began
 * @param durationMillis how long it took
 * @param results one a check and subject, in the catalogue's order
 * @param pull what the reference engine's pull came to
 * @param transcripts the judged traffic by name, as the results refer to it
 * @param verdict what the run as a whole means
 * @param timing how long the checks took; not in files of format 1.0
 */
public record RunRecord(
        String format,
        String tool,
        TargetRecord target,
        String mode,
        String modeReason,
        boolean strict,
        Instant started,
        long durationMillis,
        List<ResultRecord> results,
        Optional<PullRecord> pull,
        Map<String, List<ExchangeRecord>> transcripts,
        Verdict verdict,
        Optional<TimingRecord> timing) {
    /** The version that this code writes. */
    public static final String FORMAT = "1.2";

    public RunRecord {
        results = List.copyOf(results);
        transcripts = Map.copyOf(transcripts);
    }

    /**
     * The target as its file describes it.
     *
     * @param registry the registry's URL
     * @param capture the name of the capture that was judged or replayed, if one was
     */
    public record TargetRecord(String id, String title, String registry, Optional<String> capture) {}

    /**
     * One check's result for one subject.
     *
     * @param subject whose traffic was judged: {@code registry}, or a client's name
     * @param outcome the kind of outcome, such as {@code violates}
     * @param grade what the outcome means for the run, such as {@code FAIL}
     * @param summary the outcome in a sentence: the observed value, or why there is none
     * @param expectation the reason that the target's file gives for a known deviation
     * @param evidence how the traffic came about: {@code driven} by the check or {@code recorded} from another client
     * @param transcript which of {@link RunRecord#transcripts} was judged
     * @param exchanges the ids, within that transcript, of the exchanges behind the outcome
     */
    public record ResultRecord(
            String check,
            String topic,
            String level,
            String party,
            String subject,
            String title,
            String impact,
            ClauseRecord clause,
            String outcome,
            String grade,
            String summary,
            List<FindingRecord> findings,
            Optional<String> expectation,
            String evidence,
            String transcript,
            List<Integer> exchanges) {
        public ResultRecord {
            findings = List.copyOf(findings);
            exchanges = List.copyOf(exchanges);
        }
    }

    /** The clause that a check comes from. */
    public record ClauseRecord(String id, String link, String requirement) {}

    /** One finding, both sides named. */
    public record FindingRecord(int exchange, String subject, String expected, String actual) {}

    /**
     * What the reference engine did.
     *
     * @param from where the image came from: the twin of a capture, or the registry itself
     * @param imageId the digest of the config, if the pull succeeded
     * @param bytes of all blobs that were fetched
     * @param failure why it failed, if it did
     * @param transcript which of {@link RunRecord#transcripts} is its traffic; not in files before format 1.2
     */
    public record PullRecord(
            String reference,
            String from,
            Optional<String> manifestDigest,
            Optional<String> imageId,
            int layers,
            long bytes,
            long durationMillis,
            Optional<String> failure,
            Optional<String> transcript) {}

    /**
     * One exchange, masked.
     *
     * @param requestFields name and value of each line in the order sent
     * @param responseFields likewise
     * @param bodyText the body as text, if it is text and small; cut at 4 KiB
     * @param bodySize in bytes, if known
     * @param bodyDigest if known
     * @param end how the body ended, such as {@code COMPLETE}
     * @param started when the request began to be sent, if measured; not in files before format 1.2
     * @param firstByteMillis from the request to the response head, if measured
     * @param lastByteMillis from the request to the end of the body, if measured; not in files before format 1.2
     * @param connection which connection carried it, if somebody noted that: equal numbers are one connection; not in
     *     files before format 1.2
     * @param notes what was changed or left out
     */
    public record ExchangeRecord(
            int id,
            String method,
            String url,
            String version,
            List<List<String>> requestFields,
            int status,
            String reason,
            List<List<String>> responseFields,
            Optional<String> bodyText,
            Optional<Long> bodySize,
            Optional<String> bodyDigest,
            String end,
            Optional<String> failure,
            Optional<Instant> started,
            Optional<Long> firstByteMillis,
            Optional<Long> lastByteMillis,
            Optional<Integer> connection,
            List<String> notes) {}

    /**
     * How long the checks took.
     *
     * @param checkMillis for all of them, from the first request to the last judgement
     * @param atOnce how many ran side by side
     * @param slowest the slowest ten, the slowest first
     */
    public record TimingRecord(long checkMillis, int atOnce, List<SlowRecord> slowest) {
        public TimingRecord {
            slowest = List.copyOf(slowest);
        }
    }

    /** A check and how long it took. */
    public record SlowRecord(String check, long millis) {}

    /**
     * The run as a whole.
     *
     * @param exitCode of the command line: 0 conforms, 1 violations, 2 stale expectations, 3 inconclusive, 4
     *     configuration, 5 our own fault
     * @param summary in one line
     */
    public record Verdict(int exitCode, String summary) {}
}
