/** The program under test as a process of its own, so that what drives it takes none of its heap and stops none of its threads. */
@NullMarked
package io.techinsights.benchmarks.process;

import org.jspecify.annotations.NullMarked;
