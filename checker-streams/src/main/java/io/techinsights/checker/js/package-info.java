/** Values as JavaScript compares, prints and walks them. */
@NullMarked
package io.techinsights.checker.js;

import org.jspecify.annotations.NullMarked;
