/** A Kafka broker and a schema registry inside this process, for a laptop, a demo and a test. */
@NullMarked
package io.techinsights.standalone.embedded;

import org.jspecify.annotations.NullMarked;
