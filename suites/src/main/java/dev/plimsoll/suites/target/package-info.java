/** The registries under test, as their YAML files describe them. */
@NullMarked
package dev.plimsoll.suites.target;

import org.jspecify.annotations.NullMarked;
