package io.techinsights.streams.letters;

import org.apache.kafka.common.TopicPartition;

/** A letter, and where its record is to be put. */
record PlacedLetter(Letter letter, TopicPartition to) {}
