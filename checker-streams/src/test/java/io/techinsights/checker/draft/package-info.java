@NullMarked
package io.techinsights.checker.draft;

import org.jspecify.annotations.NullMarked;
