// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.alarm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.samples.alarm.Board.Matter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Times are in seconds here; an order is confirmed at once, as the log does. */
class BoardTest {
  private static final Matter FAULT = new Matter("fault", "critical", "CP1", "broken");

  private final Map<String, Condition> conditions = new LinkedHashMap<>();
  private final Board board = new Board(conditions, new Board.Damping(60_000, 3, 600_000));

  private List<String> at(long second) {
    List<String> said = new ArrayList<>();
    for (Board.Order order : board.tick(second * 1_000)) {
      said.add((order.opens() ? "+" : "-") + order.matter().key());
      board.confirmed(order.matter(), order.opens());
    }
    return said;
  }

  private void begins(long second) {
    board.begins(FAULT, second * 1_000, second * 1_000);
  }

  private void ends(long second) {
    board.ends(FAULT.key(), second * 1_000);
  }

  @Test
  void whatIsWrongIsSaidOnceAndItsEndAfterAQuietTime() {
    begins(10);
    assertEquals(List.of("+fault"), at(10));
    begins(20);
    assertEquals(List.of(), at(20), "it is known");
    ends(30);
    assertEquals(List.of(), at(89));
    assertEquals(List.of("-fault"), at(90));
    assertEquals(List.of(), at(91));
    assertEquals(Map.of(), conditions, "nothing is left of it");
  }

  @Test
  void whatIsOverBeforeItMattersIsNeverSaid() {
    board.begins(FAULT, 0, 300_000);
    assertEquals(List.of(), at(299));
    ends(299);
    assertEquals(List.of(), at(1_000));
    assertEquals(Map.of(), conditions);
  }

  @Test
  void whatEndsForGoodIsForgottenAtOnceWhereNobodyWasTold() {
    board.begins(FAULT, 0, 300_000);
    board.endsForGood(FAULT.key(), 10_000);
    assertEquals(Map.of(), conditions);
  }

  @Test
  void whatEndsForGoodIsClosedAfterTheQuietTimeWherePeopleWereTold() {
    begins(10);
    assertEquals(List.of("+fault"), at(10));
    board.endsForGood(FAULT.key(), 20_000);
    assertEquals(List.of(), at(79));
    assertEquals(List.of("-fault"), at(80));
    assertEquals(List.of(), at(81));
    assertEquals(Map.of(), conditions);
  }

  @Test
  void whatEndsForGoodWhileItsAlarmIsAskedForIsClosedOnceItIsOpen() {
    begins(10);
    Board.Order asked = board.tick(10_000).getFirst();
    board.endsForGood(FAULT.key(), 11_000);
    board.confirmed(asked.matter(), asked.opens());
    assertEquals(List.of("-fault"), at(71));
  }

  @Test
  void whatComesAgainInTheQuietTimeStaysOpen() {
    begins(0);
    assertEquals(List.of("+fault"), at(0));
    ends(10);
    begins(40);
    assertEquals(List.of(), at(200));
  }

  @Test
  void whatComesAndGoesIsSaidToDoSoAndStaysOpenUntilItIsQuietForLonger() {
    begins(0);
    assertEquals(List.of("+fault"), at(0));
    ends(10);
    begins(20);
    ends(30);
    assertEquals(List.of(), at(39));
    begins(40);
    List<Board.Order> orders = board.tick(40_000);
    assertEquals("broken (it comes and goes)", orders.getFirst().matter().text());
    board.confirmed(orders.getFirst().matter(), true);
    ends(50);
    assertEquals(List.of(), at(649));
    assertEquals(List.of("-fault"), at(650));
  }

  @Test
  void whatComesAndGoesIsSaidEvenIfNoneOfItWouldBeLongEnough() {
    for (long second = 0; second <= 100; second += 50) {
      board.begins(FAULT, second * 1_000, (second + 300) * 1_000);
      assertEquals(second == 100 ? List.of("+fault") : List.of(), at(second));
      ends(second + 10);
    }
  }

  @Test
  void whatHappensInAMomentIsOverByItself() {
    board.happens(FAULT, 0, 600_000);
    assertEquals(List.of("+fault"), at(1));
    board.happens(FAULT, 300_000, 600_000);
    assertEquals(List.of(), at(659));
    assertEquals(List.of(), at(959));
    assertEquals(List.of("-fault"), at(960));
  }

  @Test
  void whatIsLongPastIsNoNews() {
    board.happens(FAULT, 0, 600_000);
    board.begins(new Matter("gone", "warning", null, "x"), 0, 0);
    board.ends("gone", 5_000);
    assertEquals(List.of(), at(100_000));
    assertEquals(Map.of(), conditions);
  }

  @Test
  void whatTheLogDoesNotConfirmIsAskedForAgain() {
    begins(0);
    assertEquals(1, board.tick(0).size());
    assertEquals(0, board.tick(59_000).size());
    assertEquals(1, board.tick(60_000).size());
  }

  @Test
  void anAlarmThatNobodyCanExplainAnyMoreIsClosed() {
    board.confirmed(new Matter("of an older version", "warning", null, "?"), true);
    assertEquals(List.of("-of an older version"), at(100));
  }

  @Test
  void whatGetsWorseIsRenewed() {
    board.begins(new Matter("c", "warning", null, "expires"), 0, 0);
    assertEquals(List.of("+c"), at(0));
    board.begins(new Matter("c", "critical", null, "expires soon"), 70_000, 70_000);
    List<Board.Order> orders = board.tick(70_000);
    assertEquals("critical", orders.getFirst().matter().severity());
    assertEquals(List.of(), at(140));
  }

  @Test
  void oneStationCannotFillTheBoard() {
    for (int i = 0; i < 300; i++) {
      board.begins(new Matter("k" + i, "warning", "EVIL", "x"), 0, 0);
    }
    board.begins(FAULT, 0, 0);
    assertTrue(board.isKnown("fault"));
    assertEquals(201, conditions.size());
    assertEquals(100, board.leftOut());
    assertEquals(0, board.leftOut());
    for (int i = 0; i < 300; i++) {
      board.forget("k" + i);
    }
    at(100);
    at(101);
    board.begins(new Matter("again", "warning", "EVIL", "x"), 0, 0);
    assertTrue(board.isKnown("again"), "there is room again");
  }

  @Test
  void aLongKeyIsCutAndStaysItself() {
    String one = "sequence:" + "a".repeat(100) + "1";
    String other = "sequence:" + "a".repeat(100) + "2";
    board.begins(new Matter(one, "warning", null, "x"), 0, 0);
    assertTrue(board.isKnown(one));
    assertFalse(board.isKnown(other));
    assertTrue(new Matter(one, "warning", null, "x").key().length() <= 100);
    board.ends(one, 1);
    assertEquals(List.of(), at(10_000));
  }
}
