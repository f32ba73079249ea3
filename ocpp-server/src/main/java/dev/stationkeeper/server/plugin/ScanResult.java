// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.plugin;

/**
 * What a scan did with a plugin that is new or was replaced.
 *
 * @param plugin the jar or folder
 * @param handler its handler, empty when it has none that can be used
 * @param outcome {@code installed}, {@code swapped}, {@code candidate}, {@code rolledBack} or
 *     {@code refused}
 * @param reason why it is not used, empty when it is
 */
public record ScanResult(String plugin, String handler, String outcome, String reason) {}
