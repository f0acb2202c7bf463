/** The HTTP server that all roles of a process share. */
@NullMarked
package io.techinsights.streams.http;

import org.jspecify.annotations.NullMarked;
