/** What goes wrong, when, and how it is done to the cluster. */
@NullMarked
package io.techinsights.faults.fault;

import org.jspecify.annotations.NullMarked;
