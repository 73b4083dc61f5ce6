package dev.plimsoll.recorder.proxy;

/** Told what happens besides exchanges; called by many threads. */
public interface RecorderListener {
    /** Nobody listens. */
    RecorderListener NONE = new RecorderListener() {};

    /**
     * A client opened a tunnel to a host, was shown a certificate of the recorder's CA, and sent nothing through it: as
     * clients do that do not trust the CA.
     */
    default void tunnelUnused(String host) {}

    /** A request was refused here and not passed on; the reason names the remedy. */
    default void refused(String host, String reason) {}
}
