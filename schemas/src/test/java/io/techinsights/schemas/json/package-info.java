@NullMarked
package io.techinsights.schemas.json;

import org.jspecify.annotations.NullMarked;
