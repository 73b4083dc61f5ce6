/** Content addressing: digests and sizes of manifests, configs and layers. */
@NullMarked
package dev.plimsoll.suites.digests;

import org.jspecify.annotations.NullMarked;
