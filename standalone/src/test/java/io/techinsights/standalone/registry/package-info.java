/** What every schema registry has to do for the pipeline, tried on ours and on those of others. */
@org.jspecify.annotations.NullMarked
package io.techinsights.standalone.registry;
