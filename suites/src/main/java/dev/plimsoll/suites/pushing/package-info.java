/** How clients upload. */
@NullMarked
package dev.plimsoll.suites.pushing;

import org.jspecify.annotations.NullMarked;
