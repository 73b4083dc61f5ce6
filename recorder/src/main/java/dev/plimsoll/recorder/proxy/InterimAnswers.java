package dev.plimsoll.recorder.proxy;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.client.ProcessingProtocolHandler;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.http.HttpFields;

/** Passes 1xx answers on. Jetty's handler for 102 lets the final answer follow, which is right for all of them. */
final class InterimAnswers extends ProcessingProtocolHandler {
    private static final int SWITCHING_PROTOCOLS = 101;
    private static final String STATUS = InterimAnswers.class.getName();
    private static final long WRITE_SECONDS = 10;

    @Override
    public String getName() {
        return "plimsoll-interim";
    }

    @Override
    public boolean accept(Request request, Response response) {
        int status = response.getStatus();
        boolean interim = status >= 100 && status < 200 && status != SWITCHING_PROTOCOLS;
        if (interim) {
            request.attribute(STATUS, status);
        }
        return interim;
    }

    @Override
    protected void onProcessing(Request request, HttpFields fields) {
        var attributes = request.getAttributes();
        if (attributes.get(Relay.class.getName()) instanceof Relay relay
                && attributes.get(STATUS) instanceof Integer status) {
            relay.passInterims(status, fields);
        }
    }

    /** Waits until an interim answer is written. */
    static void await(Future<?> written) {
        try {
            written.get(WRITE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            // A client that does not take an interim answer will not take the final one, and that is noticed then.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
