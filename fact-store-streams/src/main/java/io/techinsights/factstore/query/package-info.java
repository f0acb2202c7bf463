/** Asking for facts: queries that know nothing of HTTP, and the routes that do. */
@NullMarked
package io.techinsights.factstore.query;

import org.jspecify.annotations.NullMarked;
