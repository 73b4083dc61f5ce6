package dev.plimsoll.suites.run;

/** How many bytes a run may still write. For several threads. */
final class WriteBudget {
    private final long limit;
    private long written;

    /** A budget of that many bytes, bodies alone counted. */
    WriteBudget(long limit) {
        this.limit = limit;
    }

    /** @throws WriteLimitException if that many more bytes are too many; none of them may be sent then */
    synchronized void spend(long bytes) {
        if (written + bytes > limit) {
            throw new WriteLimitException("the run has written " + written + " bytes, and " + bytes
                    + " more are over the limit of " + limit
                    + "; raise maxWrittenBytes in the target's file, or select fewer checks");
        }
        written += bytes;
    }

    synchronized long written() {
        return written;
    }
}
