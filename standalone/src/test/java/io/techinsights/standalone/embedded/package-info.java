@NullMarked
package io.techinsights.standalone.embedded;

import org.jspecify.annotations.NullMarked;
