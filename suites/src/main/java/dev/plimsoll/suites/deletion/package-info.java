/** Deleting tags, manifests and blobs. */
@NullMarked
package dev.plimsoll.suites.deletion;

import org.jspecify.annotations.NullMarked;
