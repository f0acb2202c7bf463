/** The retrievers over HTTP, and facts that are pushed. */
@NullMarked
package io.techinsights.retriever.http;

import org.jspecify.annotations.NullMarked;
