// SPDX-License-Identifier: Apache-2.0
package com.example.frozen;

import dev.stationkeeper.ocpp.v16.AuthorizationStatus;
import dev.stationkeeper.ocpp.v16.AuthorizeRequest;
import dev.stationkeeper.ocpp.v16.AuthorizeResponse;
import dev.stationkeeper.ocpp.v16.IdTagInfo;
import dev.stationkeeper.spi.Answer;
import dev.stationkeeper.spi.OcppHandler;
import dev.stationkeeper.spi.OcppHandlerInfo;
import dev.stationkeeper.spi.Request;
import dev.stationkeeper.spi.Snapshot;
import dev.stationkeeper.spi.StationContext;
import dev.stationkeeper.spi.StationHandler;
import dev.stationkeeper.spi.typed.TypedHandler16;
import dev.stationkeeper.spi.typed.TypedHandler201;
import dev.stationkeeper.spi.typed.TypedHandler21;
import java.util.List;
import java.util.Optional;

/** All three typed bases, one after the other. */
@OcppHandlerInfo(id = "frozen-typed", version = "1", spi = OcppHandlerInfo.SPI_VERSION)
public final class FrozenTyped implements OcppHandler {
  @Override
  public StationHandler open(StationContext station, Optional<Snapshot> restored) {
    List<StationHandler> versions =
        List.of(
            new TypedHandler16() {
              @Override
              protected Answer authorize(AuthorizeRequest message, Request request) {
                return Answer.reply(
                    AuthorizeResponse.builder()
                        .idTagInfo(IdTagInfo.builder().status(AuthorizationStatus.BLOCKED).build())
                        .build());
              }
            },
            new TypedHandler201() {
              @Override
              protected Answer authorize(
                  dev.stationkeeper.ocpp.v201.AuthorizeRequest message, Request request) {
                return Answer.reply(
                    dev.stationkeeper.ocpp.v201.AuthorizeResponse.builder()
                        .idTokenInfo(
                            dev.stationkeeper.ocpp.v201.IdTokenInfo.builder()
                                .status(dev.stationkeeper.ocpp.v201.AuthorizationStatus.BLOCKED)
                                .build())
                        .build());
              }
            },
            new TypedHandler21() {
              @Override
              protected Answer authorize(
                  dev.stationkeeper.ocpp.v21.AuthorizeRequest message, Request request) {
                return Answer.reply(
                    dev.stationkeeper.ocpp.v21.AuthorizeResponse.builder()
                        .idTokenInfo(
                            dev.stationkeeper.ocpp.v21.IdTokenInfo.builder()
                                .status(dev.stationkeeper.ocpp.v21.AuthorizationStatus.BLOCKED)
                                .build())
                        .build());
              }
            });
    return request -> {
      for (StationHandler version : versions) {
        Answer answer = version.onRequest(request);
        if (!answer.isPass()) {
          return answer;
        }
      }
      return Answer.pass();
    };
  }
}
