package io.techinsights.factstore.query;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Rows of a time range, or a page of them.
 *
 * @param rows by retriever, in the order asked, the oldest first; a retriever without rows is absent
 * @param next where this page ended; empty where nothing follows
 */
public record FactPage(Map<String, List<ObservedRow>> rows, Optional<RowPosition> next) {}
