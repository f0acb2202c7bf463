/** For the tests of those who write retrievers. */
@NullMarked
package io.techinsights.retriever.testkit;

import org.jspecify.annotations.NullMarked;
