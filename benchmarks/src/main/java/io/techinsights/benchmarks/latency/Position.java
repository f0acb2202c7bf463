package io.techinsights.benchmarks.latency;

/** Where a fact lies on its topic: what its result names as its source. */
record Position(int partition, long offset) {}
