// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.stationkeeper.samples.notification;

import org.jspecify.annotations.NullMarked;
