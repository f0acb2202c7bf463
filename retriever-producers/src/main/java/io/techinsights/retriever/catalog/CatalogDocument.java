package io.techinsights.retriever.catalog;

import io.techinsights.schemas.entity.Entity;

/**
 * A document that is an entity.
 *
 * @param number in its file, from 1
 * @param line where it begins, from 1
 */
record CatalogDocument(int number, int line, Entity entity) {}
