// SPDX-License-Identifier: Apache-2.0
/**
 * What a vendor tests a handler with, without a server.
 *
 * <p>{@link dev.stationkeeper.tck.FakeServer} runs a handler under the real supervision, with the
 * real checks of its answers, in a time that the test moves. {@link
 * dev.stationkeeper.tck.HandlerTck} holds a handler to numbered rules.
 */
@NullMarked
package dev.stationkeeper.tck;

import org.jspecify.annotations.NullMarked;
