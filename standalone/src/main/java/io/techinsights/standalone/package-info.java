/** All roles in one process, and the command line. */
@NullMarked
package io.techinsights.standalone;

import org.jspecify.annotations.NullMarked;
