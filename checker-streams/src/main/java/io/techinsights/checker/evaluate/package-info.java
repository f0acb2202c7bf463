/** What judges an entity's facts: the interface of every kind of checker, and what it answers. */
@NullMarked
package io.techinsights.checker.evaluate;

import org.jspecify.annotations.NullMarked;
