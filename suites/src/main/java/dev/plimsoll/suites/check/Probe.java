package dev.plimsoll.suites.check;

import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.HeaderFields;
import dev.plimsoll.model.oci.Bytes;
import io.restassured.specification.RequestSpecification;

/** What a stimulus may do to a target. Every exchange is recorded, and no redirect is followed by itself. */
public interface Probe {
    /** The image to ask for. */
    Sample sample();

    /** A request with the credentials that the target demands, if any. {@code Accept} is what RestAssured sends. */
    RequestSpecification given();

    /** A request without any credentials. */
    RequestSpecification givenAnonymously();

    /**
     * A GET with exactly these header lines, for what RestAssured cannot send: no {@code Accept} at all, lines in a
     * given order, a body too large for memory.
     *
     * @param path on the registry, or an absolute URL such as a {@code Location}
     */
    Exchange get(String path, HeaderFields fields);

    /** The same as {@link #get} with the method HEAD. */
    Exchange head(String path, HeaderFields fields);

    /**
     * The same as {@link #get} with any method and a body; what all bodies of a run may come to is limited.
     *
     * @param path on the registry, or an absolute URL
     * @throws UnsupportedOperationException if the check does not say that it {@link Check.Builder#writes writes}, and
     *     the method is one that does
     */
    Exchange send(String method, String path, HeaderFields fields, Bytes body);

    /**
     * The name of a repository that this check alone writes to, and only in this run.
     *
     * @throws UnsupportedOperationException if the check does not say that it writes
     */
    String workspace();
}
