/** What a condition compares with: the operators of json-rules-engine, and an organisation's own. */
@NullMarked
package io.techinsights.checker.operator;

import org.jspecify.annotations.NullMarked;
