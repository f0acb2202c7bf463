/** The Confluent Schema Registry REST protocol and wire format. */
@NullMarked
package io.techinsights.schemas.registry;

import org.jspecify.annotations.NullMarked;
