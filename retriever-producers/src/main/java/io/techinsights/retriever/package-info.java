/** The role that decides when and what to observe. */
@NullMarked
package io.techinsights.retriever;

import org.jspecify.annotations.NullMarked;
