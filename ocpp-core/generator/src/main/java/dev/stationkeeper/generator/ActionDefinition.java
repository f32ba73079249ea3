// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.generator;

import dev.stationkeeper.generator.TypeDefinition.ObjectType;
import org.jspecify.annotations.Nullable;

/**
 * One action of one version: its messages and what is known of them.
 *
 * @param from {@code station}, {@code csms} or {@code both}: who may send the request
 * @param block functional block or feature profile
 * @param response null for a message that is never answered
 */
public record ActionDefinition(
    String name,
    String from,
    String block,
    @Nullable String doc,
    ObjectType request,
    @Nullable ObjectType response) {}
