package dev.plimsoll.recorder.browserup;

import dev.plimsoll.recorder.testing.FrontEndContract;
import dev.plimsoll.recorder.testing.Recording;

/** What every front end passes and keeps. */
class BrowserUpRecorderTests extends FrontEndContract {
    @Override
    protected Recording.Engine engine() {
        return BrowserUpRecorder::start;
    }
}
