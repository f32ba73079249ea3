// SPDX-License-Identifier: Apache-2.0
/** Sample: lets the tokens charge that the server knows. */
@NullMarked
package dev.stationkeeper.samples.token;

import org.jspecify.annotations.NullMarked;
