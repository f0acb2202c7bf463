/** The newest row of each entity and retriever, and the tally of the rows behind it. */
@NullMarked
package io.techinsights.factstore.latest;

import org.jspecify.annotations.NullMarked;
