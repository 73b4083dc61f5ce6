package dev.plimsoll.cli;

import dev.plimsoll.fixtures.replay.CertificateAuthority;
import dev.plimsoll.recorder.browserup.BrowserUpRecorder;
import dev.plimsoll.recorder.proxy.Recorder;
import dev.plimsoll.recorder.proxy.RecorderListener;
import dev.plimsoll.recorder.proxy.RecorderOptions;
import dev.plimsoll.recorder.tap.ExchangeTap;
import dev.plimsoll.recorder.tap.FrontEnd;
import java.io.IOException;
import java.time.Clock;

/** Which proxy stands between clients and servers. */
enum RecordingEngine {
    /** Forward proxy and mirror, to the byte. */
    JETTY,
    /** A forward proxy for teams that know browserup-proxy. */
    BROWSERUP;

    FrontEnd start(
            RecorderOptions options,
            CertificateAuthority authority,
            ExchangeTap tap,
            RecorderListener listener,
            Clock clock)
            throws IOException {
        return switch (this) {
            case JETTY -> Recorder.start(options, authority, tap, listener, clock);
            case BROWSERUP -> BrowserUpRecorder.start(options, authority, tap, listener, clock);
        };
    }
}
