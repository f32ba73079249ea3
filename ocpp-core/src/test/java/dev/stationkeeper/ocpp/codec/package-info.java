// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.stationkeeper.ocpp.codec;

import org.jspecify.annotations.NullMarked;
