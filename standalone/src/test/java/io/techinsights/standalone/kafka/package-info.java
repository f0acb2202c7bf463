/** The Kafka that integration tests run on: embedded, or in containers. */
@org.jspecify.annotations.NullMarked
package io.techinsights.standalone.kafka;
