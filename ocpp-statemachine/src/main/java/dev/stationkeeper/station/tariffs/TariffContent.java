// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.tariffs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.station.Completion;
import dev.stationkeeper.station.Turn;
import dev.stationkeeper.station.event.TariffEvent.DriverTariffGiven;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** What is in a tariff, and that another content has another id (I08.FR.08). */
public final class TariffContent {
  private static final String TARIFF = "tariff";
  private static final String ID = "tariffId";

  /** The order of members is no content. */
  private static final ObjectMapper SORTED =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  private TariffContent() {}

  static String digest(JsonView tariff) {
    try {
      Object tree = SORTED.readValue(tariff.text(), Object.class);
      byte[] text = SORTED.writeValueAsString(tree).getBytes(StandardCharsets.UTF_8);
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(text);
      return HexFormat.of().formatHex(Arrays.copyOf(hash, 12));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  /** True when a tariff with that id and another content went to the station. */
  static boolean isOther(Tariffs known, JsonView tariff) {
    return known.isOther(tariff.string(ID).orElse(""), digest(tariff));
  }

  /** The answer to Authorize, without a tariff whose id stood for another one before. */
  public static JsonView completed(Turn turn, JsonView decided) {
    Optional<JsonView> tariff = decided.object(TARIFF);
    if (tariff.isEmpty() || !isOther(turn.state().parts().get(Tariffs.class), tariff.get())) {
      return decided;
    }
    turn.count("tariff_id_used_again");
    return Completion.of(decided).without(TARIFF).done();
  }

  /** Notes the driver's tariff that went with the answer to Authorize. */
  public static void given(Turn turn, JsonView response) {
    response
        .object(TARIFF)
        .ifPresent(
            tariff ->
                turn.record(new DriverTariffGiven(tariff.string(ID).orElse(""), digest(tariff))));
  }
}
