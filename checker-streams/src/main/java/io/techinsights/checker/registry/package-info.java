/** The checks there are: read from configuration, kept on a topic, compiled. */
@NullMarked
package io.techinsights.checker.registry;

import org.jspecify.annotations.NullMarked;
