/** Pushing manifests. */
@NullMarked
package dev.plimsoll.suites.pushes;

import org.jspecify.annotations.NullMarked;
