/** Checks as they are configured, and what is wrong with those that are not right. */
@NullMarked
package io.techinsights.checker.check;

import org.jspecify.annotations.NullMarked;
