package dev.plimsoll.suites.run;

import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.HeaderFields;
import dev.plimsoll.model.oci.Bytes;
import dev.plimsoll.model.oci.Digest;
import dev.plimsoll.suites.check.Probe;
import dev.plimsoll.suites.check.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Something optional that a registry which may be written to was found to do, or not to do: tried out, not believed.
 *
 * @param answer the status that showed it
 */
record Ability(String name, boolean present, String answer) {
    /** Tries out what writing checks need, in the probe's own workspace. */
    static List<Ability> tryOut(Probe probe) {
        var workspace = Workspace.of(probe);
        var found = new ArrayList<Ability>();
        var begun = workspace.begin();
        found.add(of("uploads", Optional.of(begun), 202));
        var content = workspace.content("chunk");
        var digest = Digest.sha256(content);
        var chunk = workspace.patch(begun, content, 0);
        found.add(of("uploads in chunks", chunk, 202));
        found.add(of("cancelling of uploads", chunk.flatMap(Workspace::location).map(workspace::delete), 204));
        workspace.source().push(content);
        found.add(of(
                "mounts",
                Optional.of(workspace.send(
                        "POST",
                        workspace.uploads() + "?mount=" + digest + "&from="
                                + workspace.source().repository(),
                        HeaderFields.none(),
                        Bytes.empty())),
                201));
        var image = workspace.image("image");
        found.add(of("pushes", Optional.of(workspace.put("one", image)), 201));
        workspace.put("two", image);
        found.add(of("lists of tags", Optional.of(workspace.get(workspace.tagsPath())), 200));
        found.add(of(
                "lists of referrers",
                Optional.of(workspace.get(workspace.referrersPath(image.digest().raw()))),
                200));
        found.add(of("deletion of tags", Optional.of(workspace.delete(workspace.manifestPath("one"))), 202));
        found.add(of(
                "deletion of manifests",
                Optional.of(
                        workspace.delete(workspace.manifestPath(image.digest().raw()))),
                202));
        found.add(of(
                "deletion of blobs",
                Optional.of(workspace.source().delete(workspace.source().blobPath(digest))),
                202));
        return List.copyOf(found);
    }

    private static Ability of(String name, Optional<Exchange> shown, int status) {
        return new Ability(
                name,
                shown.filter(exchange -> exchange.status() == status).isPresent(),
                shown.map(exchange -> exchange.request().method() + " answered " + exchange.status())
                        .orElse("nowhere to ask"));
    }
}
