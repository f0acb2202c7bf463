/** Reading checks. */
@NullMarked
package io.techinsights.checker.registry;

import org.jspecify.annotations.NullMarked;
