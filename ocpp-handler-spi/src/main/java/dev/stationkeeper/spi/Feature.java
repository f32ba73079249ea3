// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.spi;

/**
 * An ability of the server that not every server has. A plugin asks {@link
 * HandlerEnvironment#supports} before it uses one, instead of catching linkage errors.
 *
 * @param name as the documentation of the ability gives it
 */
public record Feature(String name) {
  /** {@link StationContext#checkpoint} survives a restart of the server. */
  public static final Feature DURABLE_CHECKPOINT = new Feature("durableCheckpoint");

  /** {@link StationContext#send} reaches real stations. */
  public static final Feature COMMANDS = new Feature("commands");

  /** {@link StationContext#deviceModel} tells what the station reported. */
  public static final Feature DEVICE_MODEL = new Feature("deviceModel");

  /** {@link HandlerEnvironment#alarms} are kept and shown. */
  public static final Feature ALARMS = new Feature("alarms");

  /** {@link HandlerEnvironment#folder} is there. */
  public static final Feature FOLDER = new Feature("folder");

  /** {@link HandlerEnvironment#server} tells how the server is. */
  public static final Feature SERVER_STATE = new Feature("serverState");

  @Override
  public String toString() {
    return name;
  }
}
