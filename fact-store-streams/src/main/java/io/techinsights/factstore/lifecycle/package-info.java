/** What leaves: too many rows, rows too old, entities that are gone. */
@NullMarked
package io.techinsights.factstore.lifecycle;

import org.jspecify.annotations.NullMarked;
