// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.identity;

/**
 * A login of the console.
 *
 * @param id what the browser's cookie carries; a secret
 * @param csrf what every change has to repeat in a header: a page of another site cannot know it
 */
public record Session(String id, String csrf, Principal principal) {
  @Override
  public String toString() {
    return "Session[" + principal + "]";
  }
}
