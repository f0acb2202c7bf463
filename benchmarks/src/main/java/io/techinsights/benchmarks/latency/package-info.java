/** How long a fact takes to its result: facts that are due at a fixed pace, whatever becomes of those before. */
@NullMarked
package io.techinsights.benchmarks.latency;

import org.jspecify.annotations.NullMarked;
