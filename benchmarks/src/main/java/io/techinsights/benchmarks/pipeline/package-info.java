/** Figures of the whole pipeline: broker, registry and all roles in this process, asked over HTTP. */
@NullMarked
package io.techinsights.benchmarks.pipeline;

import org.jspecify.annotations.NullMarked;
