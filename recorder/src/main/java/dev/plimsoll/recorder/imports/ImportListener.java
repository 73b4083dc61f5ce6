package dev.plimsoll.recorder.imports;

/** Hears what an importer could not take into the capture; a capture's own notes tell the rest. */
public interface ImportListener {
    /**
     * Something of the source was left out.
     *
     * @param where an entry or a line of the source
     * @param reason why, without secrets
     */
    void passedOver(String where, String reason);

    /** Listens to nothing. */
    static ImportListener none() {
        return (where, reason) -> {};
    }
}
