/** What refers to a manifest: the referrers API, and pushes with a subject. */
@NullMarked
package dev.plimsoll.suites.referrers;

import org.jspecify.annotations.NullMarked;
