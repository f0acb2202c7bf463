/** The retrievers that come with the program. */
@NullMarked
package io.techinsights.retriever.builtin;

import org.jspecify.annotations.NullMarked;
