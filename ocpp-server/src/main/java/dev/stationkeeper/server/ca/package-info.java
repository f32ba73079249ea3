// SPDX-License-Identifier: Apache-2.0
/** A certificate authority for installations that have none: issues stations' certificates. */
@NullMarked
package dev.stationkeeper.server.ca;

import org.jspecify.annotations.NullMarked;
