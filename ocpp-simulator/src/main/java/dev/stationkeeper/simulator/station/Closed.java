// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.simulator.station;

/**
 * Why a connection ended or did not come about.
 *
 * @param code the WebSocket close code; the HTTP status when the handshake was refused; 1006 when
 *     the socket just ended
 * @param reason for people
 */
public record Closed(int code, String reason) {}
