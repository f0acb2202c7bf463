/** The fact store: what is true of an entity now, and what was. */
@NullMarked
package io.techinsights.factstore;

import org.jspecify.annotations.NullMarked;
