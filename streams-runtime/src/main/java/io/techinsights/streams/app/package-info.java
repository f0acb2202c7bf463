/** How a process and its roles start, live and stop. */
@NullMarked
package io.techinsights.streams.app;

import org.jspecify.annotations.NullMarked;
