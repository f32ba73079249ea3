// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.ocpp;

/**
 * The first fault of a payload.
 *
 * @param code in the spelling of the version it was checked for
 * @param path where, for example {@code /meterValue/0/timestamp}
 * @param description where and what is wrong, at most 255 characters
 */
public record Violation(ErrorCode code, String path, String description) {}
