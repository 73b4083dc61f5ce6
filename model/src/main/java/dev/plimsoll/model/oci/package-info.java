/** Nouns of the OCI image and distribution specifications and of Docker's formats before them. Pure data, no I/O. */
@NullMarked
package dev.plimsoll.model.oci;

import org.jspecify.annotations.NullMarked;
