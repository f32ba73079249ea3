// SPDX-License-Identifier: Apache-2.0
/** Read models: disposable SQLite tables that follow the log, and the queries on them. */
@NullMarked
package dev.stationkeeper.server.view;

import org.jspecify.annotations.NullMarked;
