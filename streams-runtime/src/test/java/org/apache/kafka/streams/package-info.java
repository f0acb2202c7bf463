/** What tests need of the inside of Kafka Streams. */
@NullMarked
package org.apache.kafka.streams;

import org.jspecify.annotations.NullMarked;
