// SPDX-License-Identifier: Apache-2.0
/** Configuration: typed, from defaults, a YAML file, the environment and the command line. */
@NullMarked
package dev.stationkeeper.server.config;

import org.jspecify.annotations.NullMarked;
