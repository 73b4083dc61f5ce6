package dev.plimsoll.reports;

/**
 * A page that the report's navigation leads to, made by somebody else and lying in the same folder.
 *
 * @param label what the link says
 * @param href relative to the report's folder, such as {@code pull-dockerhub.html}
 */
public record PageLink(String label, String href) {
    /** @throws IllegalArgumentException if the href leads out of the folder, or is none */
    public PageLink {
        if (!href.matches("[A-Za-z0-9_-][A-Za-z0-9._-]*(?:/[A-Za-z0-9_-][A-Za-z0-9._-]*)*(?:#[A-Za-z0-9._-]*)?")) {
            throw new IllegalArgumentException("not a page of the report's own folder: " + SafeText.line(href));
        }
    }
}
