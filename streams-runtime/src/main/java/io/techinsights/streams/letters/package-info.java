/** Dead letters as an operator sees them: listed, looked at, and replayed. */
@NullMarked
package io.techinsights.streams.letters;

import org.jspecify.annotations.NullMarked;
