/** How clients deal with mirrors. */
@NullMarked
package dev.plimsoll.suites.mirroring;

import org.jspecify.annotations.NullMarked;
