// SPDX-License-Identifier: Apache-2.0
/**
 * The HTTP side: a declared table of routes, from which both the served API and its OpenAPI
 * document are made, and a small resource class per path.
 */
@NullMarked
package dev.stationkeeper.server.http;

import org.jspecify.annotations.NullMarked;
