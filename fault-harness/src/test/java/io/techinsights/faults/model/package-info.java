@NullMarked
package io.techinsights.faults.model;

import org.jspecify.annotations.NullMarked;
