/** What may enter: records of fact topics are read, checked, and admitted or refused. */
@NullMarked
package io.techinsights.factstore.ingest;

import org.jspecify.annotations.NullMarked;
