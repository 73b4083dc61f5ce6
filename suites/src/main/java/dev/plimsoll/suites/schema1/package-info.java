/** Signed manifests of schema 1, and when a registry falls back to them. */
@NullMarked
package dev.plimsoll.suites.schema1;

import org.jspecify.annotations.NullMarked;
