package dev.plimsoll.suites.schema1;

import static dev.plimsoll.suites.check.Check.check;
import static dev.plimsoll.suites.check.Judgements.each;
import static dev.plimsoll.suites.check.Level.MUST;
import static dev.plimsoll.suites.check.Level.QUIRK;
import static dev.plimsoll.suites.check.Level.SHOULD;
import static dev.plimsoll.suites.check.Party.CLIENT;
import static dev.plimsoll.suites.check.Party.REGISTRY;

import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.HeaderFields;
import dev.plimsoll.model.http.Transcript;
import dev.plimsoll.model.oci.Descriptor;
import dev.plimsoll.model.oci.Digest;
import dev.plimsoll.model.oci.ImageManifest;
import dev.plimsoll.model.oci.ManifestSignature;
import dev.plimsoll.model.oci.MediaType;
import dev.plimsoll.model.oci.SignedManifest;
import dev.plimsoll.suites.check.Accept;
import dev.plimsoll.suites.check.Capability;
import dev.plimsoll.suites.check.Check;
import dev.plimsoll.suites.check.Stimulus;
import dev.plimsoll.suites.check.Traffic;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Signed manifests, and the fallback to them. */
public final class Schema1Checks {
    private static final String SCHEMA1 = "schema 1 manifests";

    /** The layer that a conversion to schema 1 puts where a history entry has none: a gzip of an empty tar. */
    private static final Digest EMPTY_LAYER =
            Digest.parse("sha256:a3ed95caeb02ffe68cdd9fd84406680ae93d633cb16422d00e8a7c22955b46d4");

    private static final Stimulus WITHOUT_ACCEPT =
            probe -> probe.get(probe.sample().manifestPath(), HeaderFields.none());

    public static final List<Check> ALL = List.of(
            check("schema1/fallback-for-old-clients", MUST, REGISTRY, "RV-07")
                    .title("A client that accepts nothing newer than schema 1 gets schema 1")
                    .impact("Clients from before 2016 cannot pull from a registry that claims to serve them.")
                    .needs(Capability.SCHEMA1)
                    .drive(probe -> probe.get(probe.sample().manifestPath(), Accept.SCHEMA1_LINES))
                    .judge(each(
                            "requests by tag that accept schema 1 alone",
                            (e, t) -> e.request().isGet()
                                    && Traffic.answered(e)
                                    && !Traffic.isPutOff(e)
                                    && byTag(e)
                                    && takesSchema1Alone(e),
                            (answer, t, findings) -> {
                                findings.requireStatus(200, answer);
                                findings.require(
                                        answer.status() != 200 || isSchema1(answer),
                                        answer,
                                        "kind of manifest",
                                        "schema 1",
                                        Traffic.contentType(answer)
                                                .map(MediaType::raw)
                                                .orElse("unknown"));
                            })),
            check("schema1/content-type-tells-signed", SHOULD, REGISTRY, "RV-08")
                    .title("A signed schema 1 manifest is called so in its Content-Type")
                    .impact("Clients that go by the header take it for something else, or skip the payload rule.")
                    .needs(Capability.SCHEMA1)
                    .drive(WITHOUT_ACCEPT)
                    .judge(each(
                            "signed schema 1 manifests",
                            (e, t) -> signed(e)
                                    .filter(m -> !m.signatures().isEmpty())
                                    .isPresent(),
                            (answer, t, findings) -> findings.require(
                                    Traffic.contentType(answer)
                                            .filter(type -> type.sameAs(MediaType.DOCKER_SCHEMA1_SIGNED))
                                            .isPresent(),
                                    answer,
                                    "Content-Type",
                                    MediaType.DOCKER_SCHEMA1_SIGNED.raw(),
                                    Traffic.contentType(answer)
                                            .map(MediaType::raw)
                                            .orElse("absent")))),
            check("schema1/signature-verifies", MUST, REGISTRY, "RV-06")
                    .title("Every signature of a schema 1 manifest holds over its payload")
                    .impact("The manifest was changed after it was signed; clients that verify refuse it.")
                    .needs(Capability.SCHEMA1)
                    .drive(WITHOUT_ACCEPT)
                    .judge(each(
                            "signed schema 1 manifests whose algorithm is known here",
                            (e, t) -> hasVerifiableSignature(e),
                            (answer, t, findings) -> signed(answer).orElseThrow().signatures().stream()
                                    .filter(signature -> signature.verdict() == ManifestSignature.Verdict.INVALID)
                                    .forEach(signature -> findings.add(
                                            answer,
                                            signature.algorithm() + " signature by " + signature.statedKeyId(),
                                            "valid over the payload",
                                            signature.verdict().toString())))),
            check("schema1/key-id-is-the-keys", SHOULD, REGISTRY, "RV-06")
                    .title("The key id beside a signature is that of the embedded key")
                    .impact("Whoever looks the signer up by id trusts another key than the one that signed.")
                    .needs(Capability.SCHEMA1)
                    .drive(WITHOUT_ACCEPT)
                    .judge(each(
                            "schema 1 manifests with a key that is known here",
                            (e, t) -> hasVerifiableSignature(e),
                            (answer, t, findings) -> signed(answer).orElseThrow().signatures().stream()
                                    .filter(s -> s.verdict() != ManifestSignature.Verdict.UNSUPPORTED)
                                    .forEach(signature -> findings.require(
                                            signature.keyIdMatches(),
                                            answer,
                                            "kid",
                                            signature.computedKeyId(),
                                            signature.statedKeyId().isEmpty() ? "absent" : signature.statedKeyId())))),
            check("schema1/digest-is-the-payloads", MUST, REGISTRY, "RV-06")
                    .title("The Docker-Content-Digest of a schema 1 manifest is that of its payload")
                    .impact("A pull by that digest fails: no reader computes the same.")
                    .needs(Capability.SCHEMA1)
                    .drive(WITHOUT_ACCEPT)
                    .judge(each(
                            "schema 1 manifests with Docker-Content-Digest",
                            (e, t) -> signed(e).isPresent()
                                    && Traffic.field(e, "Docker-Content-Digest").isPresent(),
                            (answer, t, findings) -> {
                                var payload = signed(answer).orElseThrow().digest();
                                var stated = Traffic.field(answer, "Docker-Content-Digest")
                                        .orElseThrow();
                                findings.require(
                                        stated.equals(payload.raw()),
                                        answer,
                                        "Docker-Content-Digest",
                                        payload + ", the digest of the payload",
                                        stated);
                            })),
            check("schema1/layers-are-the-images", MUST, REGISTRY, "RV-07")
                    .title("The layers of the schema 1 fallback are those of the image, newest first")
                    .impact("Old clients get another file system than new ones from the same tag.")
                    .needs(Capability.SCHEMA1)
                    .drive(probe -> {
                        probe.get(probe.sample().manifestPath(), Accept.SINGLE_LINES);
                        probe.get(probe.sample().manifestPath(), HeaderFields.none());
                    })
                    .judge(each(
                            "schema 1 manifests of a tag that is known as schema 2 or OCI as well",
                            (e, t) -> signed(e).isPresent() && modernTwin(e, t).isPresent(),
                            (answer, t, findings) -> {
                                var fromBase = new ArrayList<>(signed(answer).orElseThrow().layers().stream()
                                        .map(SignedManifest.Layer::blobSum)
                                        .filter(digest -> !digest.equals(EMPTY_LAYER))
                                        .toList());
                                Collections.reverse(fromBase);
                                var layers = modernTwin(answer, t).orElseThrow().layers().stream()
                                        .map(Descriptor::digest)
                                        .filter(digest -> !digest.equals(EMPTY_LAYER))
                                        .toList();
                                findings.require(
                                        fromBase.equals(layers),
                                        answer,
                                        "fsLayers, oldest first, empty ones left out",
                                        layers.toString(),
                                        fromBase.toString());
                            })),
            check("schema1/not-without-need", SHOULD, REGISTRY, "RV-07")
                    .title("A client that accepts newer types is not sent schema 1")
                    .impact("Current clients refuse schema 1 outright, so the pull fails.")
                    .drive(probe -> probe.get(probe.sample().manifestPath(), Accept.MODERN_LINES))
                    .judge(each(
                            "manifests by tag sent to clients that accept single manifests of schema 2 or OCI",
                            (e, t) -> Traffic.isReadableManifest(e)
                                    && byTag(e)
                                    && Accept.types(e).stream().anyMatch(MediaType::isImageManifest),
                            (answer, t, findings) -> findings.require(
                                    signed(answer).isEmpty(),
                                    answer,
                                    "kind of manifest",
                                    "schema 2, OCI or a list",
                                    SCHEMA1))),
            check("schema1/client-no-longer-asks", QUIRK, CLIENT, "RV-07")
                    .title("The client does not accept schema 1 any more")
                    .impact("Schema 1 has no verifiable config; a registry may send it to whoever still takes it.")
                    .judge(each(
                            "requests for manifests",
                            (e, t) -> Traffic.manifestRequest(e).isPresent() && Accept.namesManifestTypes(e),
                            (request, t, findings) -> findings.require(
                                    Accept.types(request).stream().noneMatch(MediaType::isSchema1),
                                    request,
                                    "Accept",
                                    "no schema 1 type",
                                    Accept.types(request).stream()
                                            .filter(MediaType::isSchema1)
                                            .map(MediaType::raw)
                                            .collect(Collectors.joining(", "))))));

    private Schema1Checks() {}

    private static Optional<SignedManifest> signed(Exchange exchange) {
        return Traffic.manifest(exchange)
                .filter(SignedManifest.class::isInstance)
                .map(SignedManifest.class::cast);
    }

    private static boolean byTag(Exchange exchange) {
        return Traffic.manifestRequest(exchange)
                .filter(request -> !request.byDigest())
                .isPresent();
    }

    /** By the document; where it is not at hand, by its type. */
    private static boolean isSchema1(Exchange answer) {
        return Traffic.body(answer).isPresent()
                ? signed(answer).isPresent()
                : Traffic.contentType(answer).filter(MediaType::isSchema1).isPresent();
    }

    private static boolean hasVerifiableSignature(Exchange answer) {
        return signed(answer).stream()
                .flatMap(manifest -> manifest.signatures().stream())
                .anyMatch(signature -> signature.verdict() != ManifestSignature.Verdict.UNSUPPORTED);
    }

    private static boolean takesSchema1Alone(Exchange exchange) {
        var types = Accept.types(exchange);
        return !types.isEmpty() && types.stream().allMatch(MediaType::isSchema1);
    }

    private static Optional<ImageManifest> modernTwin(Exchange exchange, Transcript transcript) {
        return transcript.stream()
                .filter(other -> other.request().url().equals(exchange.request().url()))
                .flatMap(other -> Traffic.manifest(other).stream())
                .filter(ImageManifest.class::isInstance)
                .map(ImageManifest.class::cast)
                .findFirst();
    }
}
