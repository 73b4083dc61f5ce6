package dev.plimsoll.reports.pull;

/** What a request of a pull is for. */
public enum Role {
    PING("ping"),
    /** Answered with 401, whatever it was for. */
    CHALLENGE("challenge"),
    TOKEN("token"),
    INDEX("index"),
    MANIFEST("manifest"),
    CONFIG("config"),
    LAYER("layer"),
    /** A blob that no manifest of this traffic tells more of. */
    BLOB("blob"),
    /** Answered with another place to ask at. */
    REDIRECT("redirect"),
    /** Asked at the place that a redirect named. */
    CDN("CDN"),
    UPLOAD("upload"),
    TAGS("tags"),
    REFERRERS("referrers"),
    OTHER("other");

    private final String label;

    Role(String label) {
        this.label = label;
    }

    /** The role in a word. */
    public String label() {
        return label;
    }
}
