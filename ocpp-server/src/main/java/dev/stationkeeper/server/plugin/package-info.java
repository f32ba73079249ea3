// SPDX-License-Identifier: Apache-2.0
/** Finds handlers: on the class path, and in plugins, each behind a class loader of its own. */
@NullMarked
package dev.stationkeeper.server.plugin;

import org.jspecify.annotations.NullMarked;
