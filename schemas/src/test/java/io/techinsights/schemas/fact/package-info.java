@NullMarked
package io.techinsights.schemas.fact;

import org.jspecify.annotations.NullMarked;
