/** What reading and writing a row of facts costs, beside Avro alone. */
@NullMarked
package io.techinsights.benchmarks.codec;

import org.jspecify.annotations.NullMarked;
