/** What a check says of an entity, kept and published. */
@NullMarked
package io.techinsights.checker.result;

import org.jspecify.annotations.NullMarked;
