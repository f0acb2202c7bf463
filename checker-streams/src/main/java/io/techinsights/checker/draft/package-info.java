/** Trying a check before it counts: over the facts of now, over those of the past, and over facts that somebody made up. */
@NullMarked
package io.techinsights.checker.draft;

import org.jspecify.annotations.NullMarked;
