/** When a retriever runs, where, and for how long. */
@NullMarked
package io.techinsights.retriever.schedule;

import org.jspecify.annotations.NullMarked;
