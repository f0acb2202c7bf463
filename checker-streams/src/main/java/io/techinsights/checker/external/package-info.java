/** Checks whose results are worked out elsewhere. */
@NullMarked
package io.techinsights.checker.external;

import org.jspecify.annotations.NullMarked;
