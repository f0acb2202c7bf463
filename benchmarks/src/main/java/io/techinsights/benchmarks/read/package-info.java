/** Reads over HTTP: the whole program in this process, asked by a driver that is a process of its own. */
@NullMarked
package io.techinsights.benchmarks.read;

import org.jspecify.annotations.NullMarked;
