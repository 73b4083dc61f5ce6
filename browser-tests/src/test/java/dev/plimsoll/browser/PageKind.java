package dev.plimsoll.browser;

import java.io.IOException;
import java.nio.file.Path;

/** One page of each kind, as there is much to see on it. */
enum PageKind {
    OVERVIEW("index.html"),
    OVERVIEW_OF_ONE("index.html"),
    MATRIX("matrix.html"),
    MATRIX_OF_MANY("matrix.html"),
    SPECIFICATION("specification.html"),
    CHECK("checks/" + SampleReports.FAILING + ".html#registry2"),
    CHECK_OF_MANY("checks/tokens/anonymous-answer.html"),
    PULL("pull-dockerhub-engine.html"),
    PULL_WITHOUT_TIMES("pull-dockerhub-recorded.html"),
    DIFF(SampleReports.DIFF),
    HOSTILE("checks/" + HostileRegistry.FAILING + ".html");

    private final String file;

    PageKind(String file) {
        this.file = file;
    }

    /** Within {@link #report}, perhaps with a fragment. */
    String file() {
        return file;
    }

    Path report(SampleReports reports) throws IOException {
        return switch (this) {
            case OVERVIEW_OF_ONE, DIFF -> reports.single();
            case MATRIX_OF_MANY -> reports.large();
            case HOSTILE -> reports.hostile();
            default -> reports.judged();
        };
    }
}
