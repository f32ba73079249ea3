// SPDX-License-Identifier: Apache-2.0
/** Tests of the generator and of the schema check. */
@NullMarked
package dev.stationkeeper.generator;

import org.jspecify.annotations.NullMarked;
