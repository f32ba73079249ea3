// SPDX-License-Identifier: Apache-2.0
/** Tests of frames, messages and codec. */
@NullMarked
package dev.stationkeeper.ocpp;

import org.jspecify.annotations.NullMarked;
