/** What the pipeline has to say, worked out in memory in the plainest way. */
@NullMarked
package io.techinsights.faults.model;

import org.jspecify.annotations.NullMarked;
