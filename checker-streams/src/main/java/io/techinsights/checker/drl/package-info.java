/** Checks of type {@code drools}: rules that the operator writes in DRL, compiled, bounded, and each on its own. */
@NullMarked
package io.techinsights.checker.drl;

import org.jspecify.annotations.NullMarked;
