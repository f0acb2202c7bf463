@NullMarked
package io.techinsights.schemas.registry;

import org.jspecify.annotations.NullMarked;
