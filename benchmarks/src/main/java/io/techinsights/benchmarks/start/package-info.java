/** How long the program takes until it can work, and what it takes of the machine then. */
@NullMarked
package io.techinsights.benchmarks.start;

import org.jspecify.annotations.NullMarked;
