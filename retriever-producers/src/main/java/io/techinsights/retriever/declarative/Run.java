package io.techinsights.retriever.declarative;

import io.techinsights.retriever.api.FactSink;
import io.techinsights.retriever.api.RetrieverContext;

/** What one run of a declared retriever may use. */
record Run(RetrieverContext context, FactSink sink, Trace trace) {}
