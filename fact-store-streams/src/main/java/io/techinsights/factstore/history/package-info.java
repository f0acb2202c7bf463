/** Every row that is kept, ordered so that a time range is one scan. */
@NullMarked
package io.techinsights.factstore.history;

import org.jspecify.annotations.NullMarked;
