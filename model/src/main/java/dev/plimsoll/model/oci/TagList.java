package dev.plimsoll.model.oci;

import java.util.List;

/** One page of a repository's tags (distribution specification, "Listing Tags"). */
public record TagList(String name, List<String> tags) {
    public TagList {
        tags = List.copyOf(tags);
    }

    /** A null {@code tags} counts as empty, as some registries send it. @throws MalformedException on other shapes */
    public static TagList parse(Bytes raw) {
        var what = "tag list";
        var document = Json.object(raw, what);
        return new TagList(Json.requiredText(document, "name", what), Json.strings(document, "tags", what));
    }
}
