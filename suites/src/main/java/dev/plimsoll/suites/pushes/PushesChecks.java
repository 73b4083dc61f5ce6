package dev.plimsoll.suites.pushes;

import static dev.plimsoll.suites.check.Check.check;
import static dev.plimsoll.suites.check.Judgements.each;
import static dev.plimsoll.suites.check.Level.MUST;
import static dev.plimsoll.suites.check.Level.QUIRK;
import static dev.plimsoll.suites.check.Level.SHOULD;
import static dev.plimsoll.suites.check.Party.REGISTRY;
import static dev.plimsoll.suites.check.Writes.orRefusal;

import dev.plimsoll.model.http.Endpoint;
import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.Transcript;
import dev.plimsoll.model.oci.Digest;
import dev.plimsoll.model.oci.MediaType;
import dev.plimsoll.suites.check.Check;
import dev.plimsoll.suites.check.Stimulus;
import dev.plimsoll.suites.check.Traffic;
import dev.plimsoll.suites.check.Workspace;
import dev.plimsoll.suites.check.Writes;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Manifests: what a push is answered with, and what is there afterwards. */
public final class PushesChecks {
    private static final String HEADER = "Docker-Content-Digest";

    private static final Stimulus PUSH = probe -> Workspace.of(probe).tagged("pushed");
    private static final Stimulus PUSH_AND_PULL = probe -> {
        var workspace = Workspace.of(probe);
        var image = workspace.tagged("pushed");
        workspace.put(image.digest().raw(), image);
        workspace.getManifest("pushed");
        workspace.getManifest(image.digest().raw());
    };
    private static final Stimulus WRONG_DIGEST = probe -> {
        var workspace = Workspace.of(probe);
        var image = workspace.image("image");
        workspace.put(
                image.artifactType("application/vnd.plimsoll.other").digest().raw(), image);
    };

    static final List<Check> ALL_OF_IMAGES = List.of(
            check("pushes/answers-201", MUST, REGISTRY, "DS-056")
                    .title("A manifest that is taken is answered with 201")
                    .impact("Clients that hold to the specification take the push for failed.")
                    .writes(PUSH)
                    .judge(orRefusal(each(
                            "manifests that were taken",
                            (e, t) -> Writes.isTaken(e),
                            (answer, t, findings) -> findings.requireStatus(201, answer)))),
            check("pushes/has-a-location", MUST, REGISTRY, "DS-056")
                    .title("The answer to the push of a manifest says in Location where it is")
                    .impact("Clients that take the manifest's address from the answer have none.")
                    .writes(PUSH)
                    .judge(orRefusal(each(
                            "manifests that were taken",
                            (e, t) -> Writes.isTaken(e),
                            (answer, t, findings) -> findings.require(
                                    Workspace.location(answer).isPresent(),
                                    answer,
                                    "Location",
                                    "a URL",
                                    Traffic.field(answer, "Location").isPresent()
                                            ? "one that cannot be read"
                                            : "absent")))),
            check("pushes/location-can-be-pulled", MUST, REGISTRY, "DS-056")
                    .title("The manifest can be pulled from the Location that its push was answered with")
                    .impact("The address leads nowhere: clients that trust it lose the image.")
                    .writes(probe -> {
                        var workspace = Workspace.of(probe);
                        workspace.follow(workspace.put("pushed", workspace.image("image")));
                    })
                    .judge(orRefusal(each(
                            "requests for the Location of a manifest that was pushed",
                            (e, t) -> Writes.isTaken(e) && Writes.followed(e, t).isPresent(),
                            (answer, t, findings) -> findings.requireStatus(
                                    200, Writes.followed(answer, t).orElseThrow())))),
            check("pushes/header-is-the-digest", MUST, REGISTRY, "DS-057")
                    .title("The Docker-Content-Digest in the answer to a push is the digest of what was pushed")
                    .impact("Clients that note the digest for later, to sign it say, note a wrong one.")
                    .writes(PUSH_AND_PULL)
                    .judge(orRefusal(each(
                            "pushes answered with Docker-Content-Digest, of manifests at hand",
                            (e, t) -> Writes.isTaken(e)
                                    && Traffic.field(e, HEADER).isPresent()
                                    && Writes.manifest(e).isPresent(),
                            (answer, t, findings) -> {
                                var manifest = Writes.manifest(answer).orElseThrow();
                                var stated = Traffic.field(answer, HEADER).orElseThrow();
                                findings.require(
                                        stated.equals(manifest.digest().raw()) || Writes.names(stated, manifest.raw()),
                                        answer,
                                        HEADER,
                                        manifest.digest().raw(),
                                        stated);
                            }))),
            check("pushes/header-is-present", QUIRK, REGISTRY, "DS-057")
                    .title("The answer to a push has Docker-Content-Digest")
                    .impact("Docker, which prints the digest from it, fails or prints none.")
                    .writes(PUSH)
                    .judge(orRefusal(each(
                            "manifests that were taken",
                            (e, t) -> Writes.isTaken(e),
                            (answer, t, findings) -> findings.require(
                                    Traffic.field(answer, HEADER).isPresent(), answer, HEADER, "present", "absent")))),
            check("pushes/pushed-manifest-is-there", MUST, REGISTRY, "DS-011")
                    .title("A manifest is there once its push was answered with success")
                    .impact("An image that was pushed cannot be pulled.")
                    .writes(PUSH_AND_PULL)
                    .judge(orRefusal(each(
                            "requests for a manifest that was pushed before, of its own type",
                            (e, t) -> Writes.isRead(e)
                                    && Writes.isVerdict(e)
                                    && pushOf(e, t)
                                            .filter(push -> accepts(e, push))
                                            .isPresent(),
                            (answer, t, findings) -> findings.requireStatus(200, answer)))),
            check("pushes/manifest-is-stored-as-it-is", MUST, REGISTRY, "DS-055")
                    .title("A manifest is pulled byte for byte as it was pushed")
                    .impact("Its digest is another one: what was signed or pinned is not found.")
                    .writes(PUSH_AND_PULL)
                    .judge(orRefusal(each(
                            "manifests at hand that were pushed before",
                            (e, t) -> isPulledAgain(e, t),
                            (answer, t, findings) -> {
                                var pushed = Writes.pushed(pushOf(answer, t).orElseThrow())
                                        .orElseThrow();
                                var pulled = Traffic.body(answer).orElseThrow();
                                findings.require(
                                        pulled.equals(pushed),
                                        answer,
                                        "manifest",
                                        pushed.size() + " bytes, as pushed, "
                                                + Digest.sha256(pushed).abbreviated(),
                                        pulled.size() + " bytes, "
                                                + Digest.sha256(pulled).abbreviated());
                            }))),
            check("pushes/no-data-is-added", MUST, REGISTRY, "IS-18")
                    .title("No descriptor of a manifest has data that was not pushed with it")
                    .impact("The registry changes what others signed.")
                    .writes(PUSH_AND_PULL)
                    .judge(orRefusal(each(
                            "manifests at hand that were pushed before",
                            (e, t) -> isPulledAgain(e, t)
                                    && Traffic.manifest(e).isPresent()
                                    && pushOf(e, t).flatMap(Writes::manifest).isPresent(),
                            (answer, t, findings) -> {
                                var pushed = Traffic.descriptors(pushOf(answer, t)
                                                .flatMap(Writes::manifest)
                                                .orElseThrow())
                                        .toList();
                                Traffic.descriptors(Traffic.manifest(answer).orElseThrow())
                                        .filter(descriptor -> descriptor.data().isPresent())
                                        .filter(descriptor -> pushed.stream()
                                                .noneMatch(p -> p.digest().equals(descriptor.digest())
                                                        && p.data().isPresent()))
                                        .forEach(descriptor -> findings.add(
                                                answer,
                                                "data of " + descriptor.digest().abbreviated(),
                                                "none, as pushed",
                                                "present"));
                            }))),
            check("pushes/type-is-the-pushed-one", SHOULD, REGISTRY, "DS-009")
                    .title("A manifest is pulled with the Content-Type with which it was pushed")
                    .impact("Clients read the manifest as something that it is not.")
                    .writes(PUSH_AND_PULL)
                    .judge(orRefusal(each(
                            "manifests with a Content-Type that were pushed with one before",
                            (e, t) -> Traffic.isManifestAnswer(e)
                                    && Traffic.contentType(e).isPresent()
                                    && pushOf(e, t)
                                            .filter(push -> type(push).isPresent()
                                                    && Traffic.body(e).equals(Writes.pushed(push)))
                                            .isPresent(),
                            (answer, t, findings) -> {
                                var pushed =
                                        type(pushOf(answer, t).orElseThrow()).orElseThrow();
                                var pulled = Traffic.contentType(answer).orElseThrow();
                                findings.require(
                                        pulled.sameAs(pushed), answer, "Content-Type", pushed.raw(), pulled.raw());
                            }))),
            check("pushes/type-parameters-are-ignored", SHOULD, REGISTRY, "DS-053")
                    .title("A manifest is taken whatever parameters its Content-Type has")
                    .impact("Clients whose libraries add a charset cannot push.")
                    .writes(probe -> {
                        var workspace = Workspace.of(probe);
                        var image = workspace.image("image");
                        workspace.put("plain", image);
                        workspace.put("charset", image.type().raw() + "; charset=utf-8", image.bytes());
                    })
                    .judge(orRefusal(each(
                            "manifests with parameters in Content-Type that were taken without them",
                            (e, t) -> Writes.isManifestPush(e)
                                    && Writes.isVerdict(e)
                                    && type(e).filter(MediaType::hasParameters).isPresent()
                                    && t.before(e)
                                            .anyMatch(plain -> Writes.isTaken(plain)
                                                    && Writes.sameRepository(plain, e)
                                                    && type(plain)
                                                            .filter(given -> !given.hasParameters()
                                                                    && given.sameAs(type(e).orElseThrow()))
                                                            .isPresent()
                                                    && Writes.pushed(plain).isPresent()
                                                    && Writes.pushed(plain).equals(Writes.pushed(e))),
                            (answer, t, findings) -> findings.require(
                                    Writes.isSuccess(answer),
                                    answer,
                                    "status",
                                    "a success, as without parameters",
                                    Integer.toString(answer.status()))))),
            check("pushes/wrong-digest-is-refused", MUST, REGISTRY, "DS-057")
                    .title("A manifest is not taken under a digest that it does not have")
                    .impact("What is pulled by that digest is something else: every verifying client refuses it.")
                    .writes(WRONG_DIGEST)
                    .judge(orRefusal(each(
                            "manifests that were put under a digest that they do not have",
                            (e, t) -> Writes.isManifestPush(e)
                                    && Writes.isVerdict(e)
                                    && Traffic.manifestRequest(e)
                                            .filter(Endpoint.Manifest::byDigest)
                                            .map(Endpoint.Manifest::reference)
                                            .filter(digest -> Digest.parseLeniently(digest)
                                                    .isPresent())
                                            .filter(digest -> Writes.manifest(e)
                                                    .filter(m ->
                                                            !m.digest().raw().equals(digest)
                                                                    && !Writes.names(digest, m.raw()))
                                                    .isPresent())
                                            .isPresent(),
                            (answer, t, findings) -> findings.require(
                                    !Writes.isSuccess(answer),
                                    answer,
                                    "status",
                                    "an error, since the manifest has another digest",
                                    Integer.toString(answer.status()))))),
            check("pushes/malformed-digest-is-refused", MUST, REGISTRY, "DS-005")
                    .title("A manifest is not taken under something that is neither a tag nor a digest")
                    .impact("Nobody can pull what is stored under a name that clients do not allow.")
                    .writes(probe -> {
                        var workspace = Workspace.of(probe);
                        workspace.put("sha256:bad", workspace.image("image"));
                    })
                    .judge(orRefusal(each(
                            "manifests that were put under a malformed digest",
                            (e, t) -> Writes.isManifestPush(e)
                                    && Writes.isVerdict(e)
                                    && Traffic.manifestRequest(e)
                                            .filter(Endpoint.Manifest::byDigest)
                                            .filter(request -> Digest.parseLeniently(request.reference())
                                                    .isEmpty())
                                            .isPresent(),
                            (answer, t, findings) -> findings.require(
                                    !Writes.isSuccess(answer),
                                    answer,
                                    "status",
                                    "an error",
                                    Integer.toString(answer.status()))))));

    /** All checks of the topic. */
    public static final List<Check> ALL =
            Stream.of(ALL_OF_IMAGES, ReachChecks.ALL).flatMap(List::stream).toList();

    private PushesChecks() {}

    /** The push that put there what {@code pull} asks for, unless something happened to it since. */
    static Optional<Exchange> pushOf(Exchange pull, Transcript transcript) {
        var asked = Traffic.manifestRequest(pull);
        return asked.isEmpty()
                ? Optional.empty()
                : Writes.present(pull, transcript)
                        .filter(push -> Writes.samePlace(push, pull)
                                || (asked.get().byDigest()
                                        && Writes.digest(push)
                                                .equals(Optional.of(asked.get().reference()))))
                        .reduce((first, second) -> second);
    }

    static Optional<MediaType> type(Exchange push) {
        return push.request().fields().first("Content-Type").map(MediaType::new);
    }

    /** Whether a request for a manifest takes the type with which it was pushed. */
    private static boolean accepts(Exchange pull, Exchange push) {
        return type(push)
                .filter(type -> pull.request().fields().listMembers("Accept").stream()
                        .anyMatch(member -> new MediaType(member).sameAs(type)))
                .isPresent();
    }

    /** A manifest at hand, pushed before as what it is now. A registry may rewrite it for clients of another age. */
    private static boolean isPulledAgain(Exchange pull, Transcript transcript) {
        return Traffic.isReadableManifest(pull)
                && pushOf(pull, transcript)
                        .filter(push -> Writes.pushed(push).isPresent()
                                && type(push)
                                        .filter(type -> Traffic.contentType(pull)
                                                .filter(type::sameAs)
                                                .isPresent())
                                        .isPresent())
                        .isPresent();
    }
}
