/** What retrievers announced of their facts. */
@NullMarked
package io.techinsights.factstore.schema;

import org.jspecify.annotations.NullMarked;
