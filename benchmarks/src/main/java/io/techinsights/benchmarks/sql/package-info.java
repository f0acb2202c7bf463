/** Facts in a table of PostgreSQL, the way upstream Tech Insights keeps them, beside the fact store. */
@NullMarked
package io.techinsights.benchmarks.sql;

import org.jspecify.annotations.NullMarked;
