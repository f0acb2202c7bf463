@NullMarked
package io.techinsights.standalone.embedded.registry;

import org.jspecify.annotations.NullMarked;
