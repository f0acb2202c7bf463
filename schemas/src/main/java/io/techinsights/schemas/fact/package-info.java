/** What is observed of an entity: schemas of facts, rows of facts, and the Avro record that carries a row. */
@NullMarked
package io.techinsights.schemas.fact;

import org.jspecify.annotations.NullMarked;
