package dev.plimsoll.suites.images;

import static dev.plimsoll.suites.check.Check.check;
import static dev.plimsoll.suites.check.Judgements.each;
import static dev.plimsoll.suites.check.Level.MUST;
import static dev.plimsoll.suites.check.Level.QUIRK;
import static dev.plimsoll.suites.check.Level.SHOULD;
import static dev.plimsoll.suites.check.Party.REGISTRY;

import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.oci.Descriptor;
import dev.plimsoll.model.oci.MediaType;
import dev.plimsoll.suites.check.Check;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What manifests say of themselves, and of the content that they describe. */
public final class DescriptorChecks {
    private static final String DESCRIBING = "manifests that describe anything";

    /** The schemes of the web, a host, and no character that RFC 3986 has no place for. */
    private static final Pattern WEB_URL = Pattern.compile("(?i)https?://[^/?#\\s][^\\s<>\"{}|\\\\^`]*");

    public static final List<Check> ALL = List.of(
            check("images/image-has-a-layer", SHOULD, REGISTRY, "IS-03")
                    .title("An image manifest has at least one layer")
                    .impact("Some clients and registries take a manifest without layers for a broken one.")
                    .drive(Images.MANIFESTS)
                    .judge(each(
                            "image manifests that can be read",
                            (e, t) -> Images.image(e).isPresent(),
                            (answer, t, findings) -> findings.require(
                                    !Images.image(answer).orElseThrow().layers().isEmpty(),
                                    answer,
                                    "layers",
                                    "at least one",
                                    "none"))),
            check("images/empty-config-has-an-artifact-type", MUST, REGISTRY, "IS-05")
                    .title("A manifest with the empty config says what it is by artifactType")
                    .impact("Nobody can tell what kind of artifact it is.")
                    .drive(Images.MANIFESTS)
                    .judge(each(
                            "manifests with the empty config",
                            (e, t) -> Images.image(e)
                                    .filter(image -> image.config().mediaType().sameAs(MediaType.OCI_EMPTY))
                                    .isPresent(),
                            (answer, t, findings) -> findings.require(
                                    Images.artifactType(answer)
                                            .filter(type -> !type.isBlank())
                                            .isPresent(),
                                    answer,
                                    "artifactType",
                                    "present",
                                    "absent"))),
            check("images/artifact-type-is-a-media-type", MUST, REGISTRY, "IS-05")
                    .title("An artifactType is a media type by its form")
                    .impact("Referrers cannot be filtered by it.")
                    .drive(Images.MANIFESTS)
                    .judge(each(
                            "manifests with an artifactType",
                            (e, t) -> artifactTypes(e).findAny().isPresent(),
                            (answer, t, findings) -> artifactTypes(answer)
                                    .forEach(type -> findings.require(
                                            Images.isMediaType(essence(type)),
                                            answer,
                                            "artifactType",
                                            "type/subtype by RFC 6838",
                                            "\"" + type + "\"")))),
            check("images/described-type-is-a-media-type", MUST, REGISTRY, "IS-12")
                    .title("The mediaType of a descriptor is a media type by its form")
                    .impact("Clients cannot tell what the content is.")
                    .drive(Images.MANIFESTS)
                    .judge(each(
                            DESCRIBING,
                            (e, t) -> Images.descriptors(e).findAny().isPresent(),
                            (answer, t, findings) -> Images.descriptors(answer)
                                    .forEach(descriptor -> findings.require(
                                            Images.isMediaType(essence(
                                                    descriptor.mediaType().raw())),
                                            answer,
                                            "mediaType of "
                                                    + descriptor.digest().abbreviated(),
                                            "type/subtype by RFC 6838",
                                            "\"" + descriptor.mediaType() + "\"")))),
            check("images/digests-are-verifiable", QUIRK, REGISTRY, "IS-15")
                    .title("Content is described by sha256 or sha512")
                    .impact("Clients that know no other algorithm cannot verify it, and should not take it.")
                    .drive(Images.MANIFESTS)
                    .judge(each(
                            DESCRIBING,
                            (e, t) -> Images.descriptors(e).findAny().isPresent(),
                            (answer, t, findings) -> Images.descriptors(answer)
                                    .map(Descriptor::digest)
                                    .forEach(digest -> findings.require(
                                            digest.verifiableBy().isPresent(),
                                            answer,
                                            "algorithm of a digest",
                                            "sha256 or sha512",
                                            digest.algorithm())))),
            check("images/data-is-the-content", MUST, REGISTRY, "IS-17")
                    .title("The data in a descriptor has the descriptor's size and digest")
                    .impact("Clients that use the data install something else than those that fetch the blob.")
                    .drive(Images.MANIFESTS)
                    .judge(each(
                            "descriptors with data of a digest that can be verified",
                            (e, t) -> withData(e).findAny().isPresent(),
                            (answer, t, findings) -> withData(answer)
                                    .forEach(descriptor -> findings.require(
                                            descriptor.describes(
                                                    descriptor.data().orElseThrow()),
                                            answer,
                                            "data of " + descriptor.digest().abbreviated(),
                                            descriptor.size() + " bytes of that digest",
                                            descriptor.data().orElseThrow().size() + " bytes that are not it")))),
            check("images/urls-are-of-the-web", SHOULD, REGISTRY, "IS-19")
                    .title("The urls of a descriptor are http or https")
                    .impact("The layer cannot be fetched, or is fetched from the machine itself.")
                    .drive(Images.MANIFESTS)
                    .judge(each(
                            "descriptors with urls",
                            (e, t) -> urls(e).findAny().isPresent(),
                            (answer, t, findings) -> urls(answer)
                                    .forEach(url -> findings.require(
                                            isOfTheWeb(url), answer, "urls", "an http or https URL", scheme(url))))),
            check("images/layers-are-distributable", QUIRK, REGISTRY, "IS-21")
                    .title("No layer is of a type that may not be distributed")
                    .impact("Mirrors leave the layer out, and machines without the internet cannot run the image.")
                    .drive(Images.MANIFESTS)
                    .judge(each(
                            "image manifests that can be read",
                            (e, t) -> Images.image(e).isPresent(),
                            (answer, t, findings) -> Images.image(answer).orElseThrow().layers().stream()
                                    .map(layer -> layer.mediaType().essence().raw())
                                    .filter(type -> type.contains(".nondistributable.") || type.contains(".foreign."))
                                    .forEach(type ->
                                            findings.add(answer, "mediaType of a layer", "one to distribute", type)))));

    private DescriptorChecks() {}

    private static Stream<String> artifactTypes(Exchange exchange) {
        return Stream.concat(
                Images.artifactType(exchange).stream(),
                Images.descriptors(exchange).flatMap(descriptor -> descriptor.artifactType().stream()));
    }

    private static Stream<Descriptor> withData(Exchange exchange) {
        return Images.descriptors(exchange)
                .filter(descriptor -> descriptor.data().isPresent()
                        && descriptor.digest().verifiableBy().isPresent());
    }

    private static Stream<String> urls(Exchange exchange) {
        return Images.descriptors(exchange).flatMap(descriptor -> descriptor.urls().stream());
    }

    private static boolean isOfTheWeb(String url) {
        return WEB_URL.matcher(url).matches();
    }

    /** What can be told of a URL without telling a signature. */
    private static String scheme(String url) {
        int colon = url.indexOf(':');
        return colon < 0 ? "one without a scheme" : "one of " + url.substring(0, colon);
    }

    private static String essence(String type) {
        return type.split(";", 2)[0].strip();
    }
}
