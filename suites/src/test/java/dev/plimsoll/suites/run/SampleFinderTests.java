package dev.plimsoll.suites.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.fixtures.capture.Capture;
import dev.plimsoll.model.http.Transcript;
import dev.plimsoll.suites.check.Traffic;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SampleFinderTests {
    @Test
    void theImageOfARecordedPullIsFoundThroughItsList() throws IOException {
        var sample =
                SampleFinder.find(Capture.bundled("dockerhub").transcript()).orElseThrow();

        assertThat(sample.repository()).isEqualTo("library/alpine");
        assertThat(sample.tag()).isEqualTo("latest");
        assertThat(sample.index()).isPresent();
        assertThat(sample.index()).isNotEqualTo(Optional.of(sample.manifest()));
    }

    @Test
    void theLayerIsOneThatWasAskedFor() throws IOException {
        var transcript = Capture.bundled("registry2").transcript();
        var sample = SampleFinder.find(transcript).orElseThrow();

        assertThat(transcript.stream()
                        .filter(Traffic::isBlobRequest)
                        .map(exchange -> exchange.request().url().path()))
                .contains(sample.blobPath(sample.layer().digest()));
    }

    @Test
    void trafficWithoutAManifestHasNoSample() throws IOException {
        var without = Capture.bundled("dockerhub").transcript().stream()
                .filter(exchange -> Traffic.manifest(exchange).isEmpty())
                .toList();

        assertThat(SampleFinder.find(new Transcript(without))).isEmpty();
        assertThat(SampleFinder.find(new Transcript(List.of()))).isEmpty();
    }
}
