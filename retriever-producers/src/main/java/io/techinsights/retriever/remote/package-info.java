/** How other servers are asked, whatever they are asked for. */
@NullMarked
package io.techinsights.retriever.remote;

import org.jspecify.annotations.NullMarked;
