@NullMarked
package io.techinsights.schemas.entity;

import org.jspecify.annotations.NullMarked;
