// SPDX-License-Identifier: Apache-2.0
/** The console in a real Chromium, against a real server with simulated stations. */
@NullMarked
package dev.stationkeeper.browser;

import org.jspecify.annotations.NullMarked;
