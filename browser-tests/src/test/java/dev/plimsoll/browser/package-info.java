/** The HTML report in a headless Chromium, used as a person would. */
@NullMarked
package dev.plimsoll.browser;

import org.jspecify.annotations.NullMarked;
