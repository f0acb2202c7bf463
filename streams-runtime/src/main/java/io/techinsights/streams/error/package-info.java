/** What happens to records that cannot be taken. */
@NullMarked
package io.techinsights.streams.error;

import org.jspecify.annotations.NullMarked;
