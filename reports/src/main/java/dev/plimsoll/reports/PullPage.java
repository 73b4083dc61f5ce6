package dev.plimsoll.reports;

import dev.plimsoll.reports.Site.KeyedRun;
import dev.plimsoll.reports.Templates.Assets;
import dev.plimsoll.suites.run.RunRecord;
import dev.plimsoll.suites.run.RunRecord.PullRecord;
import dev.plimsoll.suites.run.RunRecord.ResultRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The page of one pull: its requests as a waterfall, what they come to, and what the rulebook says of them. */
final class PullPage {
    /** What the names of such pages begin with. */
    static final String PREFIX = "pull-";

    /** The traffic that was there before the run. */
    private static final String RECORDED = "recorded";

    private static final Assets ASSETS = Assets.styled("pull.css");

    private PullPage() {}

    /**
     * A pull that a report has a page of.
     *
     * @param transcript which of the run's transcripts it is
     * @param client who pulled
     * @param file its page, in the report's folder
     */
    record Pull(KeyedRun run, String transcript, String client, String file) {}

    /** The pulls of a report: of each run the reference engine's, and that of the client that was recorded. */
    static List<Pull> in(Site site) {
        var pulls = new ArrayList<Pull>();
        for (var run : site.runs()) {
            run.run().pull().flatMap(PullRecord::transcript).ifPresent(name -> add(run, name, "engine", pulls));
            add(run, RECORDED, RECORDED, pulls);
        }
        return List.copyOf(pulls);
    }

    private static void add(KeyedRun run, String transcript, String kind, List<Pull> pulls) {
        if (!run.run().transcripts().getOrDefault(transcript, List.of()).isEmpty()) {
            var client = client(run.run(), transcript).orElse(kind);
            pulls.add(new Pull(run, transcript, SafeText.line(client), PREFIX + run.key() + "-" + kind + ".html"));
        }
    }

    private static Optional<String> client(RunRecord run, String transcript) {
        return run.results().stream()
                .filter(result -> result.party().equals("CLIENT"))
                .filter(result -> result.transcript().equals(transcript))
                .map(ResultRecord::subject)
                .findFirst();
    }

    static String html(Pull pull, Frames frames) {
        var page = PullPages.of(pull.run().run(), pull.transcript());
        var frame = frames.of("Pull: " + page.title(), "", pull.file());
        return Templates.page("pull.ftlh", Map.of("frame", frame, "page", page), ASSETS);
    }
}
