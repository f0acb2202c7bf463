/** Checks of type {@code json-rules-engine}: json-rules-engine's language and JavaScript's comparisons, run by Drools. */
@NullMarked
package io.techinsights.checker.rules;

import org.jspecify.annotations.NullMarked;
