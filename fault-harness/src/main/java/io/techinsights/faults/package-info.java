/** A cluster of real processes that is hurt at random, and must say in the end what a plain model says. */
@NullMarked
package io.techinsights.faults;

import org.jspecify.annotations.NullMarked;
