/** Retrievers that the configuration declares, so that nobody has to write code for them. */
@NullMarked
package io.techinsights.retriever.declarative;

import org.jspecify.annotations.NullMarked;
