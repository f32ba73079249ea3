// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.cli;

import picocli.CommandLine.IVersionProvider;

/** The version of this build, as its jar knows it. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = Version.class.getPackage().getImplementationVersion();
    return new String[] {"stationkeeper " + (version == null ? "development" : version)};
  }
}
