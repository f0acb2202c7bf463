/** What is pushed rather than retrieved: schemas, facts, and what checks elsewhere found. */
@NullMarked
package io.techinsights.retriever.push;

import org.jspecify.annotations.NullMarked;
