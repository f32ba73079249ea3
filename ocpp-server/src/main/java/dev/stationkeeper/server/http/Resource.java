// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import java.util.List;

/** Some paths that belong together, and what serves them. */
interface Resource {
  /** The routes, their paths without the API's prefix. */
  List<Route> routes();
}
