/** Figures of the fact store alone: a broker in this process, the topology as it runs in production, no role beside it. */
@NullMarked
package io.techinsights.benchmarks.store;

import org.jspecify.annotations.NullMarked;
