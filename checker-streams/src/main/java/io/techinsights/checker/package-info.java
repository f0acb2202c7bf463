/** Is it good enough: checks over facts. */
@NullMarked
package io.techinsights.checker;

import org.jspecify.annotations.NullMarked;
