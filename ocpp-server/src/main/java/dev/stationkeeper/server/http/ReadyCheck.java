// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * One thing that must be well for the server to be ready.
 *
 * @param name for example {@code log}
 * @param problem a sentence when it is not well; asked with every request, so cheap
 */
public record ReadyCheck(String name, Supplier<Optional<String>> problem) {}
