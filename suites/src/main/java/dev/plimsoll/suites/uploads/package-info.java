/** Pushing blobs: sessions, chunks, mounts. */
@NullMarked
package dev.plimsoll.suites.uploads;

import org.jspecify.annotations.NullMarked;
