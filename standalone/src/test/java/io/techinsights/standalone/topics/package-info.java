/** The page about topics, and what was released of the records that lie there. */
@NullMarked
package io.techinsights.standalone.topics;

import org.jspecify.annotations.NullMarked;
