/** What somebody who writes a retriever needs. */
@NullMarked
package io.techinsights.retriever.api;

import org.jspecify.annotations.NullMarked;
