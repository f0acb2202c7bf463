/** What a catalog describes: entities, their references, and filters over them. */
@NullMarked
package io.techinsights.schemas.entity;

import org.jspecify.annotations.NullMarked;
