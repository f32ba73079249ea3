// SPDX-License-Identifier: Apache-2.0
/** Followers of the log: named, checkpointed, at-least-once and in order. */
@NullMarked
package dev.stationkeeper.server.consumer;

import org.jspecify.annotations.NullMarked;
