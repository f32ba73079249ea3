// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.config;

/** How firmware is looked at before stations are told to install it. */
public record FirmwareConfig(
    @Setting(
            value =
                "PEM files of the authorities that issue certificates for signing firmware, by"
                    + " commas; when set, certificate and signature of an update are checked"
                    + " before it is sent",
            byDefault = "")
        String authority,
    @Setting(
            value =
                "Folder with images: the signature is checked over the one with the name at the"
                    + " end of an update's address; empty when this server has none",
            byDefault = "")
        String folder,
    @Setting(value = "Refuse updates without certificate and signature", byDefault = "false")
        boolean signed) {}
