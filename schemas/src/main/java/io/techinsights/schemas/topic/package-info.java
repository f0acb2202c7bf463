/** The topics: name, serdes and provisioning of each, declared once. */
@NullMarked
package io.techinsights.schemas.topic;

import org.jspecify.annotations.NullMarked;
