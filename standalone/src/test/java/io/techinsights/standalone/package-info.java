/** End-to-end tests. */
@NullMarked
package io.techinsights.standalone;

import org.jspecify.annotations.NullMarked;
