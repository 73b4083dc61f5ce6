/** Parts of blobs: every form of Range, If-Range, and what is said of them. */
@NullMarked
package dev.plimsoll.suites.ranges;

import org.jspecify.annotations.NullMarked;
