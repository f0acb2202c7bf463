/** A schema registry that speaks Confluent's REST protocol and keeps what it knows on a compacted topic. */
@NullMarked
package io.techinsights.standalone.embedded.registry;

import org.jspecify.annotations.NullMarked;
