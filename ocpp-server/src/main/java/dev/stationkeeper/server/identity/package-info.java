// SPDX-License-Identifier: Apache-2.0
/** Who may use the API: users with passwords, tokens for programs, and what each may do. */
@NullMarked
package dev.stationkeeper.server.identity;

import org.jspecify.annotations.NullMarked;
