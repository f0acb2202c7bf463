/** Facts, entities and schemas on their way to their topics. */
@NullMarked
package io.techinsights.retriever.publish;

import org.jspecify.annotations.NullMarked;
