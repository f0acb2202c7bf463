/** How fast it is: figures, each beside a baseline that was measured in the same run. */
@NullMarked
package io.techinsights.benchmarks;

import org.jspecify.annotations.NullMarked;
