/** The retrievers over HTTP. */
@NullMarked
package io.techinsights.retriever.http;

import org.jspecify.annotations.NullMarked;
