package dev.plimsoll.recorder.browserup;

import dev.plimsoll.recorder.proxy.RecorderListener;
import dev.plimsoll.recorder.proxy.RecorderOptions;
import dev.plimsoll.recorder.tap.ExchangeTap;
import java.time.Clock;

/** What every connection of one recorder shares. */
record Settings(
        RecorderOptions options,
        ExchangeTap tap,
        RecorderListener listener,
        UnderWay underWay,
        Interception interception,
        Clock clock) {}
