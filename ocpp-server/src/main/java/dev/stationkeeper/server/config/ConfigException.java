// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.config;

import java.util.List;

/** The configuration cannot be used; the message is every problem, one sentence a line. */
public final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ConfigException(List<String> problems) {
    super(String.join("\n", problems));
  }
}
