/** Topics: provisioning them, and following compacted ones. */
@NullMarked
package io.techinsights.streams.topics;

import org.jspecify.annotations.NullMarked;
