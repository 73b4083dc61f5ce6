/** What manifests, indexes and configs say of themselves and of each other. */
@NullMarked
package dev.plimsoll.suites.images;

import org.jspecify.annotations.NullMarked;
