/** What was measured, written down. */
@NullMarked
package io.techinsights.benchmarks.report;

import org.jspecify.annotations.NullMarked;
