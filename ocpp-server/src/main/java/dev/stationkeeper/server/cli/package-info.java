// SPDX-License-Identifier: Apache-2.0
/** The command line: the server itself, and verbs that talk to a running one over its API. */
@NullMarked
package dev.stationkeeper.server.cli;

import org.jspecify.annotations.NullMarked;
