// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.ocpp;

/**
 * How much a peer may make us read in one frame. Stations themselves receive in buffers of 2 to 16
 * KiB, so the defaults leave room for the largest messages (certificates, reports) and no more.
 *
 * @param frameChars longest frame, in UTF-16 code units
 * @param depth deepest nesting of a payload, the payload itself counting as one
 * @param numberChars longest number, in characters of its text
 * @param nameChars longest member name, in characters
 */
public record FrameLimits(int frameChars, int depth, int numberChars, int nameChars) {
  /** 128 Ki characters, 32 levels, numbers of 100 and names of 500 characters. */
  public static final FrameLimits DEFAULT = new FrameLimits(128 * 1024, 32, 100, 500);

  public FrameLimits {
    if (frameChars < 1 || depth < 1 || numberChars < 1 || nameChars < 1) {
      throw new IllegalArgumentException("Every limit is at least 1");
    }
  }

  /** These limits with another frame size. */
  public FrameLimits withFrameChars(int chars) {
    return new FrameLimits(chars, depth, numberChars, nameChars);
  }
}
