/** What every importer needs: which format a file has, and whether a text is what was on the wire. */
@NullMarked
package dev.plimsoll.recorder.imports;

import org.jspecify.annotations.NullMarked;
