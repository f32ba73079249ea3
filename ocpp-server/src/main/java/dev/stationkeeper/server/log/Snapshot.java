// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.log;

/**
 * The state of a stream at one point; disposable.
 *
 * @param sequence of the last event in it
 * @param position at or behind that event, and before the stream's next one
 * @param version of the {@link Fold} that wrote it
 * @param connection number of the last connection, to be known before the state is read
 * @param state its text
 */
public record Snapshot(
    String stream, long sequence, long position, int version, long connection, String state) {}
