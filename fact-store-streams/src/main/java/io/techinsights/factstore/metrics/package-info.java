/** What the fact store counts. */
@NullMarked
package io.techinsights.factstore.metrics;

import org.jspecify.annotations.NullMarked;
