/** How a registry says no: statuses, codes and bodies. */
@NullMarked
package dev.plimsoll.suites.errors;

import org.jspecify.annotations.NullMarked;
