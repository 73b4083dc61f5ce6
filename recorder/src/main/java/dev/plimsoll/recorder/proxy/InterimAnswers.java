package dev.plimsoll.recorder.proxy;

import org.eclipse.jetty.client.ProcessingProtocolHandler;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.http.HttpFields;

/** Passes 1xx answers on. Jetty's handler for 102 lets the final answer follow, which is right for all of them. */
final class InterimAnswers extends ProcessingProtocolHandler {
    private static final int SWITCHING_PROTOCOLS = 101;

    @Override
    public String getName() {
        return "plimsoll-interim";
    }

    @Override
    public boolean accept(Request request, Response response) {
        int status = response.getStatus();
        return status >= 100 && status < 200 && status != SWITCHING_PROTOCOLS;
    }

    @Override
    protected void onProcessing(Request request, HttpFields fields) {
        if (request.getAttributes().get(Relay.class.getName()) instanceof Relay relay) {
            relay.passInterims(request);
        }
    }
}
