/** Processes: brokers, a registry and instances of the product, to be started, killed, paused and asked. */
@NullMarked
package io.techinsights.faults.cluster;

import org.jspecify.annotations.NullMarked;
