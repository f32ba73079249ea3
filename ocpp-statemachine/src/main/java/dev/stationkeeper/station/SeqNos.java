// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

import java.util.ArrayList;
import java.util.List;

/**
 * Which sequence numbers of a 2.x transaction have come (E-seq, E-gap). A transaction may begin at
 * any number; what lies between the lowest and the highest and has not come is a gap.
 *
 * @param low lowest seen, or below which nothing is known any more; -1 when none has come
 * @param high highest seen; -1 when none has come
 * @param gaps what is missing between the two, ascending
 */
public record SeqNos(int low, int high, List<Gap> gaps) {
  /** With more gaps than this the oldest is forgotten. */
  static final int LIMIT = 32;

  /** None has come. */
  public static final SeqNos NONE = new SeqNos(-1, -1, List.of());

  /** Numbers that have not come, both ends included. */
  public record Gap(int from, int to) {}

  public SeqNos {
    gaps = List.copyOf(gaps);
  }

  /** True when {@code seqNo} has come before. */
  public boolean contains(int seqNo) {
    return low >= 0 && seqNo >= low && seqNo <= high && !isInGap(seqNo);
  }

  private boolean isInGap(int seqNo) {
    for (Gap gap : gaps) {
      if (gap.from() <= seqNo && seqNo <= gap.to()) {
        return true;
      }
    }
    return false;
  }

  /** With one more that has come. */
  public SeqNos with(int seqNo) {
    if (seqNo < 0 || contains(seqNo)) {
      return this;
    }
    if (low < 0) {
      return new SeqNos(seqNo, seqNo, List.of());
    }
    List<Gap> next = new ArrayList<>(gaps);
    if (seqNo > high) {
      if (seqNo > high + 1) {
        next.add(new Gap(high + 1, seqNo - 1));
      }
      return bounded(low, seqNo, next);
    }
    if (seqNo < low) {
      if (seqNo + 1 < low) {
        next.addFirst(new Gap(seqNo + 1, low - 1));
      }
      return next.size() > LIMIT ? this : new SeqNos(seqNo, high, next);
    }
    for (int i = 0; i < next.size(); i++) {
      Gap gap = next.get(i);
      if (gap.from() <= seqNo && seqNo <= gap.to()) {
        next.remove(i);
        if (seqNo < gap.to()) {
          next.add(i, new Gap(seqNo + 1, gap.to()));
        }
        if (gap.from() < seqNo) {
          next.add(i, new Gap(gap.from(), seqNo - 1));
        }
        break;
      }
    }
    return bounded(low, high, next);
  }

  private static SeqNos bounded(int low, int high, List<Gap> gaps) {
    if (gaps.size() <= LIMIT) {
      return new SeqNos(low, high, gaps);
    }
    return new SeqNos(gaps.getFirst().to() + 1, high, gaps.subList(1, gaps.size()));
  }
}
