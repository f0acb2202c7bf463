/** Interactive queries: where a key lives, and asking there. */
@NullMarked
package io.techinsights.streams.query;

import org.jspecify.annotations.NullMarked;
