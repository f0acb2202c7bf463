/** What a figure is, and how it is measured. */
@NullMarked
package io.techinsights.benchmarks.figure;

import org.jspecify.annotations.NullMarked;
