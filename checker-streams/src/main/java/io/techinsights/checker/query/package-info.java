/** Asking for checks and their results. */
@NullMarked
package io.techinsights.checker.query;

import org.jspecify.annotations.NullMarked;
