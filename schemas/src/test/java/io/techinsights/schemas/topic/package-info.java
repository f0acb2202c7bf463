@NullMarked
package io.techinsights.schemas.topic;

import org.jspecify.annotations.NullMarked;
