/** The engine of checks, beside the same checks written in Java and beside json-rules-engine. */
@NullMarked
package io.techinsights.benchmarks.engine;

import org.jspecify.annotations.NullMarked;
