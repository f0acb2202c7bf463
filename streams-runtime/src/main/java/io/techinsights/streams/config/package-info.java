/** Configuration: files and environment, read into records that check themselves. */
@NullMarked
package io.techinsights.streams.config;

import org.jspecify.annotations.NullMarked;
