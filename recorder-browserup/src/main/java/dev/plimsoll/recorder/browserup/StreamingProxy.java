package dev.plimsoll.recorder.browserup;

import com.browserup.bup.BrowserUpProxyServer;
import org.littleshoot.proxy.HttpFiltersSource;

/**
 * The proxy without the filters that it installs by itself when it starts. Its HAR filters would hold an entry for every
 * exchange and, but for the zeros given here, every body; the others rewrite, delay or authenticate, or look for URLs in
 * lists that nobody fills.
 */
final class StreamingProxy extends BrowserUpProxyServer {
    StreamingProxy() {
        // One filter that wants bodies aggregated would have all of them aggregated, and blobs cut off.
        super(0, 0);
    }

    /** Called by {@link #start} for each of them; the recorder's own filter is added as the first. */
    @Override
    public void addHttpFilterFactory(HttpFiltersSource filters) {
        // None is wanted.
    }
}
