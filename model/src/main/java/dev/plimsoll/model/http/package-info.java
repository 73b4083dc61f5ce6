/** Nouns of the wire: messages as sent, exchanges, transcripts, and the header fields that registries rely on. */
@NullMarked
package dev.plimsoll.model.http;

import org.jspecify.annotations.NullMarked;
