package dev.plimsoll.engine;

import dev.plimsoll.model.http.Exchange;

/** Is given every exchange once its body has ended or failed; called by whichever thread read the body. */
@FunctionalInterface
public interface ExchangeListener {
    /** Requests are as sent, secrets included: redact before anything is written down. */
    void exchanged(Exchange exchange);
}
