// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.plugin;

import dev.stationkeeper.spi.OcppHandlerInfo;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A version of the handler SPI: another major does not fit, a newer minor may lack something. */
record SpiVersion(int major, int minor) {
  static final SpiVersion SERVER = ofServer();
  private static final Logger LOG = LoggerFactory.getLogger(SpiVersion.class);
  private static final Pattern FORM = Pattern.compile("([0-9]{1,6})\\.([0-9]{1,6})");

  /** Reads {@code major.minor}, as {@code handler} declares it. */
  static SpiVersion parse(String handler, String text) throws RefusedException {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new RefusedException(
          "%s declares the SPI version '%s', which is not of the form major.minor, such as %s"
              .formatted(handler, text, SERVER));
    }
    return new SpiVersion(Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2)));
  }

  /** Says whether a server of this version can run a handler made for {@code wanted}. */
  void check(String handler, SpiVersion wanted) throws RefusedException {
    if (wanted.major != major) {
      throw new RefusedException(
          "%s was made for SPI %s and this server has %s; compile it against SPI %d.x"
              .formatted(handler, wanted, this, major));
    }
    if (wanted.minor > minor) {
      LOG.warn(
          "{} was made for SPI {}, newer than this server's {}: what is new there will fail",
          handler,
          wanted,
          this);
    }
  }

  private static SpiVersion ofServer() {
    String[] parts = OcppHandlerInfo.SPI_VERSION.split("\\.", 2);
    return new SpiVersion(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}
