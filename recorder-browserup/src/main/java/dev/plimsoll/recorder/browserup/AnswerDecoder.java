package dev.plimsoll.recorder.browserup;

import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpResponseDecoder;

/** Takes the place of LittleProxy's decoder, whose limits its user cannot raise through browserup-proxy. */
final class AnswerDecoder extends HttpResponseDecoder {
    private final ServerLeg leg;

    AnswerDecoder(ServerLeg leg) {
        super(Heads.limits());
        this.leg = leg;
    }

    @Override
    protected boolean isContentAlwaysEmpty(HttpMessage message) {
        return leg.awaitsAnswerToHead() || super.isContentAlwaysEmpty(message);
    }

    /** RFC 9112 §6.3 lets a proxy drop the length, or refuse; here both stay, as what was seen is to be recorded. */
    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
        // Chunked wins for the length of the body.
    }
}
