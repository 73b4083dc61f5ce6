/** Challenges and tokens: how a registry asks for credentials, how a token service grants them, how clients obey. */
@NullMarked
package dev.plimsoll.suites.tokens;

import org.jspecify.annotations.NullMarked;
