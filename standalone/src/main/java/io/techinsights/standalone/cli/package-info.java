/** The command line. */
@NullMarked
package io.techinsights.standalone.cli;

import org.jspecify.annotations.NullMarked;
