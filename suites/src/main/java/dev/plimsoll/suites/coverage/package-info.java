/** What of the catalogue of requirements the rulebook covers. */
@org.jspecify.annotations.NullMarked
package dev.plimsoll.suites.coverage;
