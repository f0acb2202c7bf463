/** Everything that can be read afterwards, compared with the model. */
@NullMarked
package io.techinsights.faults.verify;

import org.jspecify.annotations.NullMarked;
