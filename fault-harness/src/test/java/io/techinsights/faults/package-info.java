@NullMarked
package io.techinsights.faults;

import org.jspecify.annotations.NullMarked;
