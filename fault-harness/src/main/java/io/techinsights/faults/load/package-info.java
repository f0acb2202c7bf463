/** What is observed while faults happen, and what is remembered of it. */
@NullMarked
package io.techinsights.faults.load;

import org.jspecify.annotations.NullMarked;
