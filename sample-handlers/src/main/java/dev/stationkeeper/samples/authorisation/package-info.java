// SPDX-License-Identifier: Apache-2.0
/** Sample: who may charge where, by a list of the operator's own. */
@NullMarked
package dev.stationkeeper.samples.authorisation;

import org.jspecify.annotations.NullMarked;
