package dev.plimsoll.suites.check;

import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.HeaderFields;
import dev.plimsoll.model.oci.Bytes;
import dev.plimsoll.model.oci.Descriptor;
import dev.plimsoll.model.oci.Digest;
import dev.plimsoll.model.oci.MalformedException;
import dev.plimsoll.model.oci.MediaType;
import java.util.Optional;

/**
 * A repository that a check alone writes to, and what one does there. It asserts nothing: where a registry does not go
 * along, the traffic shows it.
 */
public final class Workspace {
    private static final HeaderFields OCTETS = HeaderFields.of("Content-Type", MediaType.OCTET_STREAM.raw());
    private static final HeaderFields ANYTHING = HeaderFields.of("Accept", "*/*");

    private final Probe probe;
    private final String repository;

    private Workspace(Probe probe, String repository) {
        this.probe = probe;
        this.repository = repository;
    }

    /** The check's own repository. */
    public static Workspace of(Probe probe) {
        return new Workspace(probe, probe.workspace());
    }

    /** A second repository of the check's own, to mount from. */
    public Workspace source() {
        return new Workspace(probe, sourceOf(repository));
    }

    /** The name of the second repository beside a workspace. */
    public static String sourceOf(String workspace) {
        return workspace + "-source";
    }

    public String repository() {
        return repository;
    }

    /** Bytes that no other check and no other run pushes. */
    public Bytes content(String label) {
        return Bytes.utf8("plimsoll wrote this for " + repository + ": " + label + "\n");
    }

    /** Where uploads begin. */
    public String uploads() {
        return "/v2/" + repository + "/blobs/uploads/";
    }

    public String blobPath(Digest digest) {
        return "/v2/" + repository + "/blobs/" + digest;
    }

    public String manifestPath(String reference) {
        return "/v2/" + repository + "/manifests/" + reference;
    }

    public String tagsPath() {
        return "/v2/" + repository + "/tags/list";
    }

    public String referrersPath(String digest) {
        return "/v2/" + repository + "/referrers/" + digest;
    }

    /** Begins an upload. */
    public Exchange begin() {
        return probe.send("POST", uploads(), HeaderFields.none(), Bytes.empty());
    }

    /** Where an answer sends the next request of an upload, as an absolute URL. */
    public static Optional<String> location(Exchange answer) {
        return Traffic.field(answer, "Location").flatMap(location -> {
            try {
                return Optional.of(answer.request().url().resolve(location).raw());
            } catch (MalformedException e) {
                return Optional.empty();
            }
        });
    }

    /** Sends a chunk to where {@code before} says. Nothing if it says nothing, and there is nowhere to send it to. */
    public Optional<Exchange> patch(Exchange before, Bytes chunk, long first) {
        var range = first + "-" + (first + chunk.size() - 1);
        return location(before).map(url -> probe.send("PATCH", url, OCTETS.and("Content-Range", range), chunk));
    }

    /** Sends all of a blob as a stream does: without saying which range it is. */
    public Optional<Exchange> stream(Exchange before, Bytes content) {
        return location(before).map(url -> probe.send("PATCH", url, OCTETS, content));
    }

    /** Ends an upload, with the rest of the bytes if any. */
    public Optional<Exchange> close(Exchange before, String digest, Bytes rest) {
        return close(before, digest, rest, rest.size() == 0 ? HeaderFields.none() : OCTETS);
    }

    /** The same with exactly these header lines. */
    public Optional<Exchange> close(Exchange before, String digest, Bytes rest, HeaderFields fields) {
        return location(before)
                .map(url ->
                        probe.send("PUT", url + (url.indexOf('?') < 0 ? "?" : "&") + "digest=" + digest, fields, rest));
    }

    /** A blob in one piece; the last exchange of it. */
    public Exchange push(Bytes content) {
        var begun = begin();
        return close(begun, Digest.sha256(content).raw(), content).orElse(begun);
    }

    /** A blob in one piece, described. */
    public Descriptor blob(MediaType type, Bytes content) {
        push(content);
        return Descriptor.of(type, Digest.sha256(content), content.size());
    }

    /** Blobs and manifest of a small image; not yet its manifest. */
    public ManifestDraft image(String label) {
        var config = blob(MediaType.OCI_CONFIG, Bytes.utf8("""
                {"architecture":"amd64","os":"linux","rootfs":{"type":"layers","diff_ids":[]},"author":"%s"}""".formatted(repository + " " + label)));
        return ManifestDraft.image(config, blob(MediaType.OCI_LAYER_GZIP, content(label)));
    }

    /** A manifest under a tag or digest. */
    public Exchange put(String reference, ManifestDraft manifest) {
        return put(reference, manifest.type().raw(), manifest.bytes());
    }

    /** Any bytes as a manifest. */
    public Exchange put(String reference, String contentType, Bytes content) {
        return probe.send("PUT", manifestPath(reference), HeaderFields.of("Content-Type", contentType), content);
    }

    /** A small image under a tag, blobs and all. */
    public ManifestDraft tagged(String tag) {
        var image = image(tag);
        put(tag, image);
        return image;
    }

    /** A manifest of any modern type. */
    public Exchange getManifest(String reference) {
        return probe.get(manifestPath(reference), Accept.MODERN_LINES);
    }

    public Exchange get(String path) {
        return probe.get(path, ANYTHING);
    }

    public Exchange head(String path) {
        return probe.head(path, ANYTHING);
    }

    public Exchange delete(String path) {
        return probe.send("DELETE", path, HeaderFields.none(), Bytes.empty());
    }

    /** Asks for what an answer's {@code Location} names, as a client would that pulls it. */
    public void follow(Exchange answer) {
        location(answer).ifPresent(url -> probe.get(url, Accept.MODERN_LINES.and("Accept", "*/*")));
    }

    /** Any other request. */
    public Exchange send(String method, String path, HeaderFields fields, Bytes body) {
        return probe.send(method, path, fields, body);
    }
}
