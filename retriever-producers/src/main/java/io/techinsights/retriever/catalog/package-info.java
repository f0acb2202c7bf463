/** Reading the catalog that is observed. */
@NullMarked
package io.techinsights.retriever.catalog;

import org.jspecify.annotations.NullMarked;
