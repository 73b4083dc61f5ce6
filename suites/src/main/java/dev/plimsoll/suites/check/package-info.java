/** What a check is: metadata, stimulus and judgement; pure but for the probe that a stimulus is handed. */
@NullMarked
package dev.plimsoll.suites.check;

import org.jspecify.annotations.NullMarked;
