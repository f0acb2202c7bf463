@NullMarked
package io.techinsights.faults.fault;

import org.jspecify.annotations.NullMarked;
