package dev.plimsoll.reports;

import static dev.plimsoll.reports.Exchanges.get;
import static dev.plimsoll.reports.Exchanges.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.reports.pull.Course.Gap;
import dev.plimsoll.reports.pull.Course.Link;
import dev.plimsoll.reports.pull.Remark;
import dev.plimsoll.reports.pull.Step;
import dev.plimsoll.reports.pull.Waterfall;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WaterfallTests {
    private static final String REGISTRY = "https://r.example/v2/";
    private static final String CONFIG = "sha256:" + "c".repeat(64);
    private static final String LAYER = "sha256:" + "1".repeat(64);
    private static final String OTHER = "sha256:" + "2".repeat(64);
    private static final String MANIFEST = "{\"schemaVersion\":2,\"config\":{\"digest\":\"" + CONFIG
            + "\"},\"layers\":[{\"mediaType\":\"x\",\"digest\":\"" + LAYER + "\"}]";

    @Test
    void eachRequestHasItsRoleAndItsShortName() {
        var fall = Waterfall.of(Exchanges.pull());

        assertThat(fall.steps())
                .extracting(step -> step.label() + " " + step.name())
                .containsExactly(
                        "challenge /v2/",
                        "token repository:library/ubuntu:pull",
                        "manifest library/ubuntu:16.04",
                        "redirect, config library/ubuntu sha256:b6f507652425",
                        "CDN, config library/ubuntu sha256:b6f507652425",
                        "other /v2/library/ubuntu/manifests/<script>alert(1)</script>");
        assertThat(fall.steps().get(4).redirectedBy()).contains(4);
        assertThat(fall.steps())
                .extracting(step -> step.credentials().orElse("none"))
                .contains("Bearer", "none");
    }

    @Test
    void rolesComeFromWhatTheManifestSaysEvenIfOnlyItsBeginningWasKept() {
        var cut = get(1, REGISTRY + "a/manifests/1")
                .answered(200, "OK")
                .body(MANIFEST + ",\n…")
                .build();
        var fall = Waterfall.of(List.of(
                cut,
                blob(2, CONFIG).build(),
                blob(3, LAYER).build(),
                blob(4, OTHER).build(),
                get(5, REGISTRY + "a/referrers/" + LAYER).answered(200, "OK").build(),
                get(6, REGISTRY + "a/tags/list").answered(200, "OK").build(),
                request("POST", 7, REGISTRY + "a/blobs/uploads/")
                        .answered(202, "")
                        .build(),
                get(8, "https://elsewhere.example/x?secret=1").answered(200, "").build(),
                get(9, "no URL").build()));

        assertThat(fall.steps())
                .extracting(Step::label)
                .containsExactly(
                        "manifest", "config", "layer", "layer", "referrers", "tags", "upload", "other", "other");
        assertThat(Waterfall.of(List.of(blob(1, OTHER).build())).steps().get(0).label())
                .isEqualTo("blob");
    }

    @Test
    void timesAreCountedFromTheFirstRequestAndGapsAreFound() {
        var fall = Waterfall.of(List.of(
                get(1, REGISTRY).answered(200, "OK").timed(1000, 40, 50).build(),
                blob(2, LAYER).timed(1070, 10, 200).build(),
                blob(3, OTHER).timed(1060, 10, 100).build(),
                blob(4, CONFIG).timed(1300, 5, 10).build()));
        var course = fall.course().orElseThrow();

        assertThat(fall.steps()).extracting(Step::exchange).containsExactly(1, 3, 2, 4);
        assertThat(fall.steps().get(2).span().start()).contains(70L);
        assertThat(fall.steps().get(2).span().waited()).contains(10L);
        assertThat(fall.steps().get(2).span().transferred()).contains(190L);
        assertThat(course.wall()).isEqualTo(310);
        assertThat(course.busy()).isEqualTo(310 - 10 - 30);
        assertThat(course.gaps()).containsExactly(new Gap(2, 4, 30), new Gap(1, 3, 10));
        assertThat(course.critical()).containsExactly(new Link(1, 0, 50), new Link(2, 20, 200), new Link(4, 30, 10));
    }

    @Test
    void aRedirectIsWhatItsFollowUpWaitedFor() {
        var fall = Waterfall.of(List.of(
                redirect(1, LAYER, "https://cdn.example/1").timed(0, 10, 10).build(),
                redirect(2, OTHER, "https://cdn.example/2").timed(0, 19, 19).build(),
                get(3, "https://cdn.example/1")
                        .answered(200, "OK")
                        .size(9, LAYER)
                        .timed(20, 5, 90)
                        .build()));

        assertThat(fall.course().orElseThrow().critical())
                .containsExactly(new Link(1, 0, 10), new Link(3, 10, 70 + 20));
    }

    @Test
    void whatNobodyMeasuredIsMissing() {
        var fall = Waterfall.of(List.of(
                blob(1, LAYER).unmeasured(), get(2, REGISTRY).answered(200, "").unmeasured()));

        assertThat(fall.course()).isEmpty();
        assertThat(fall.untimed()).isEqualTo(2);
        assertThat(fall.steps()).extracting(Step::exchange).containsExactly(1, 2);
        assertThat(fall.steps().get(0).span().start()).isEmpty();
        assertThat(fall.hosts().get(0).waited()).isEmpty();
        assertThat(fall.hosts().get(0).connections()).isEmpty();
        assertThat(Waterfall.of(List.of()).steps()).isEmpty();
    }

    @Test
    void aRequestWithoutAnAnswerWasAllWaiting() {
        var fall = Waterfall.of(List.of(get(1, REGISTRY).failed("refused").build()));

        assertThat(fall.steps().get(0).waited()).contains(61L);
        assertThat(fall.hosts().get(0).waited()).contains(61L);
        assertThat(fall.course().orElseThrow().wall()).isEqualTo(61);
    }

    @Test
    void totalsAreByHostAndByRole() {
        var fall = Waterfall.of(List.of(
                redirect(1, LAYER, "https://cdn.example/1")
                        .size(7, OTHER)
                        .timed(0, 10, 12)
                        .on(1)
                        .build(),
                redirect(2, OTHER, "https://cdn.example/2")
                        .timed(5, 10, 10)
                        .on(2)
                        .build(),
                get(3, "https://cdn.example/1")
                        .answered(200, "OK")
                        .size(900, LAYER)
                        .timed(20, 5, 90)
                        .on(3)
                        .build(),
                get(4, "https://cdn.example/2")
                        .answered(200, "OK")
                        .timed(20, 5, 90)
                        .on(3)
                        .build()));
        var registry = fall.hosts().get(0);
        var cdn = fall.hosts().get(1);

        assertThat(registry.name()).isEqualTo("r.example");
        assertThat(registry.waited()).contains(20L);
        assertThat(registry.transferred()).contains(2L);
        assertThat(registry.connections()).contains(2);
        assertThat(cdn.bytes()).isEqualTo(900);
        assertThat(cdn.unsized()).isEqualTo(1);
        assertThat(cdn.connections()).contains(1);
        assertThat(fall.all().requests()).isEqualTo(4);
        assertThat(fall.roles())
                .extracting(role -> role.name() + " " + role.requests())
                .containsExactly("redirect, blob 2", "CDN, blob 2");
    }

    @Test
    void wasteIsCountedOnce() {
        var fall = Waterfall.of(List.of(
                get(1, REGISTRY).answered(401, "").size(87, CONFIG).build(),
                redirect(2, LAYER, "https://cdn.example/1").size(13, OTHER).build(),
                get(3, "https://cdn.example/1")
                        .answered(200, "")
                        .size(400, "sha256:part")
                        .ended("RESET")
                        .build(),
                redirect(4, LAYER, "https://cdn.example/3").build(),
                get(5, "https://cdn.example/3")
                        .answered(200, "")
                        .size(1000, LAYER)
                        .build(),
                blob(6, LAYER).size(1000, LAYER).build(),
                blob(7, OTHER).size(50, "sha256:half").ended("SHORT").build(),
                blob(8, OTHER)
                        .answered(206, "")
                        .sent("Range", "bytes=50-")
                        .size(50, "sha256:rest")
                        .build()));

        assertThat(fall.wasted())
                .extracting(remark -> remark.what() + " " + remark.exchanges() + " " + remark.bytes())
                .containsExactly(
                        "Bodies of errors [1] 87",
                        "Bodies of redirects [2] 13",
                        "Parts that were thrown away [3] 400",
                        "Content that was there already [6] 1000");
        assertThat(fall.wastedBytes()).isEqualTo(1500);
    }

    @Test
    void repetitionsSayWhy() {
        var fall = Waterfall.of(List.of(
                blob(1, LAYER).answered(401, "").build(),
                blob(2, LAYER)
                        .sent("Authorization", "Bearer x")
                        .answered(503, "")
                        .build(),
                blob(3, LAYER).sent("Authorization", "Bearer x").ended("SHORT").build(),
                blob(4, LAYER).answered(206, "").sent("Range", "bytes=5-").build(),
                blob(5, LAYER).build()));

        assertThat(fall.steps())
                .extracting(step -> step.again().map(again -> again.kind().name() + again.earlier()))
                .containsExactly(
                        Optional.empty(),
                        Optional.of("CREDENTIALS1"),
                        Optional.of("RETRY2"),
                        Optional.of("RESUMPTION3"),
                        Optional.of("REPEAT4"));
        assertThat(fall.repeated()).extracting(Remark::exchanges).containsExactly(List.of(1, 2, 3, 4, 5));
        assertThat(fall.repeated().get(0).why())
                .isEqualTo("5 times, answered with 401, then 503 (with credentials), then 200 (cut off) (with"
                        + " credentials), then 206, then 200");
    }

    @Test
    void whatABetterClientWouldLeaveOutIsNamed() {
        var token = "https://auth.example/token?service=r&scope=repository:a:pull";
        var fall = Waterfall.of(List.of(
                get(1, REGISTRY)
                        .answered(401, "")
                        .received("WWW-Authenticate", "Bearer realm=\"https://auth.example/token\"")
                        .build(),
                get(2, token).answered(200, "").build(),
                request("HEAD", 3, REGISTRY + "a/manifests/1")
                        .sent("Authorization", "Bearer x")
                        .answered(200, "")
                        .received("Docker-Content-Digest", OTHER)
                        .build(),
                get(4, REGISTRY + "a/manifests/" + OTHER)
                        .sent("Authorization", "Bearer x")
                        .answered(200, "")
                        .build(),
                blob(5, LAYER).answered(401, "").build(),
                get(6, REGISTRY).answered(401, "").build(),
                get(7, token).answered(200, "").build(),
                get(8, "https://mirror.example/v2/").answered(200, "").build()));

        assertThat(fall.avoidable())
                .extracting(remark -> remark.what() + " " + remark.exchanges())
                .containsExactlyInAnyOrder(
                        "HEAD before GET of the same [3]",
                        "Ping that nothing came of [8]",
                        "Ping of a host that had been asked before [6]",
                        "Token for what a token was there for [7]",
                        "Sent without the credentials that were there [5]");
    }

    private static Exchanges.Builder blob(int id, String digest) {
        return get(id, REGISTRY + "a/blobs/" + digest).answered(200, "OK");
    }

    private static Exchanges.Builder redirect(int id, String digest, String to) {
        return get(id, REGISTRY + "a/blobs/" + digest).answered(307, "").received("Location", to);
    }
}
