/** Catalogs of many entities. */
@NullMarked
package io.techinsights.benchmarks.catalog;

import org.jspecify.annotations.NullMarked;
