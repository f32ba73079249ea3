// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.ocpp;

/**
 * A vendor's own members in any object of 2.x (part 2, CustomDataType): the one object that is
 * open.
 *
 * @param vendorId whose data it is, at most 255 characters
 * @param content the whole object as it was sent, {@code vendorId} included
 */
public record CustomData(String vendorId, JsonView content) {
  /** Longest vendor id, in characters. */
  public static final int MAX_VENDOR_ID = 255;

  public CustomData {
    if (vendorId.codePointCount(0, vendorId.length()) > MAX_VENDOR_ID) {
      throw new IllegalArgumentException(
          "A vendorId has at most 255 characters: " + vendorId.length());
    }
  }

  /**
   * Custom data of {@code content}.
   *
   * @throws IllegalArgumentException when it has no text {@code vendorId} of at most 255 characters
   */
  public static CustomData of(JsonView content) {
    String vendorId =
        content
            .string("vendorId")
            .orElseThrow(() -> new IllegalArgumentException("customData needs a vendorId"));
    return new CustomData(vendorId, content);
  }
}
