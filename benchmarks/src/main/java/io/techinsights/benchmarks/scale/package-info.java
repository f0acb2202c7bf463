/** What more of something costs or gives: instances, partitions, entities, rows. */
@NullMarked
package io.techinsights.benchmarks.scale;

import org.jspecify.annotations.NullMarked;
