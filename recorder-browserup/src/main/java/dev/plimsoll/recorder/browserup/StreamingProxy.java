package dev.plimsoll.recorder.browserup;

import com.browserup.bup.BrowserUpProxyServer;

/**
 * The proxy without what it installs by itself. Its HAR filters would hold an entry for every exchange and, but for the
 * zeros given here, every body; the others rewrite, delay or authenticate.
 */
final class StreamingProxy extends BrowserUpProxyServer {
    StreamingProxy() {
        // One filter that wants bodies aggregated would have all of them aggregated, and cut off blobs.
        super(0, 0);
    }

    @Override
    protected void addHarCaptureFilter() {
        // No HAR is made.
    }

    @Override
    protected void addBrowserUpFilters() {
        // Nothing is rewritten.
    }
}
