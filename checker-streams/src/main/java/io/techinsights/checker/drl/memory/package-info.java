/** What a rule finds in its working memory: all the types of ours that DRL may name. */
@NullMarked
package io.techinsights.checker.drl.memory;

import org.jspecify.annotations.NullMarked;
