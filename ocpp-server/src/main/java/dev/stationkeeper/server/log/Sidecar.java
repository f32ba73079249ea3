// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ObjLongConsumer;
import java.util.zip.CRC32C;

/**
 * The index of a closed segment, in a file beside it that can be deleted at any time.
 *
 * <pre>
 * file      := magic(8) segmentLength(8) lastPosition(8) marks(4) streams(4) crc32c(4) mark* entry* list*
 * mark      := position(8) offset(4)
 * entry     := hash of the stream(8) place of its list(4)          sorted by hash
 * list      := streamLength(1) stream lastSequence(8) frames(4) (sequence(8) offset(4))*
 * </pre>
 *
 * Marks and entries are held in memory (12 bytes each), lists are read when they are asked for.
 */
final class Sidecar implements SegmentIndex {
  private static final long MAGIC = 0x5354_4B49_4458_0001L; // "STKIDX", layout 1
  private static final int HEADER = 36;

  private final Path file;
  private final long lastPosition;
  private final long[] positions;
  private final int[] offsets;
  private final long[] hashes;
  private final int[] lists;

  private Sidecar(Path file, ByteBuffer bytes) {
    this.file = file;
    lastPosition = bytes.getLong(16);
    positions = new long[bytes.getInt(24)];
    offsets = new int[positions.length];
    hashes = new long[bytes.getInt(28)];
    lists = new int[hashes.length];
    bytes.position(HEADER);
    for (int i = 0; i < positions.length; i++) {
      positions[i] = bytes.getLong();
      offsets[i] = bytes.getInt();
    }
    for (int i = 0; i < hashes.length; i++) {
      hashes[i] = bytes.getLong();
      lists[i] = bytes.getInt();
    }
  }

  /** Position of the last event in the segment. */
  long lastPosition() {
    return lastPosition;
  }

  /**
   * Reads a sidecar and tells the last sequence number of every stream in it.
   *
   * @return empty when there is none, or none that fits a segment of that length
   */
  static Optional<Sidecar> read(Path file, long segmentLength, ObjLongConsumer<String> heads)
      throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
    if (bytes.capacity() < HEADER
        || bytes.getLong(0) != MAGIC
        || bytes.getLong(8) != segmentLength
        || bytes.getInt(32) != checksum(bytes.array())) {
      return Optional.empty();
    }
    Sidecar sidecar = new Sidecar(file, bytes);
    for (int list : sidecar.lists) {
      int nameLength = bytes.get(list) & 0xFF;
      heads.accept(
          new String(bytes.array(), list + 1, nameLength, StandardCharsets.ISO_8859_1),
          bytes.getLong(list + 1 + nameLength));
    }
    return Optional.of(sidecar);
  }

  /** Writes the sidecar of a segment that is closed; replaces one that was there. */
  static void write(Path file, long segmentLength, long lastPosition, MemoryIndex index)
      throws IOException {
    record Entry(long hash, String stream, MemoryIndex.Part part) {}
    List<Entry> entries = new ArrayList<>();
    for (Map.Entry<String, MemoryIndex.Part> part : index.parts().entrySet()) {
      entries.add(new Entry(hash(part.getKey()), part.getKey(), part.getValue()));
    }
    entries.sort(Comparator.comparingLong(Entry::hash));
    long[] positions = index.markedPositions();
    int[] offsets = index.markedOffsets();
    FrameBuffer lists = new FrameBuffer(64 * entries.size() + 64);
    FrameBuffer out = new FrameBuffer(HEADER + 12 * (positions.length + entries.size()));
    out.putLong(MAGIC);
    out.putLong(segmentLength);
    out.putLong(lastPosition);
    out.putInt(positions.length);
    out.putInt(entries.size());
    out.putInt(0);
    for (int i = 0; i < positions.length; i++) {
      out.putLong(positions[i]);
      out.putInt(offsets[i]);
    }
    int place = HEADER + 12 * (positions.length + entries.size());
    for (Entry entry : entries) {
      out.putLong(entry.hash());
      out.putInt(place + lists.size());
      lists.putName(entry.stream());
      lists.putLong(entry.part().last());
      Refs refs = entry.part().refs();
      lists.putInt(refs.offsets().length);
      for (int i = 0; i < refs.offsets().length; i++) {
        lists.putLong(refs.sequences()[i]);
        lists.putInt(refs.offsets()[i]);
      }
    }
    out.putBytes(lists.toBytes());
    byte[] bytes = out.toBytes();
    ByteBuffer.wrap(bytes).putInt(32, checksum(bytes));
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.write(fresh, bytes);
    Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public Refs frames(String stream) throws IOException {
    long hash = hash(stream);
    int found = Arrays.binarySearch(hashes, hash);
    if (found < 0) {
      return NONE;
    }
    while (found > 0 && hashes[found - 1] == hash) {
      found--;
    }
    try (var channel = FileChannel.open(file)) {
      for (int i = found; i < hashes.length && hashes[i] == hash; i++) {
        ByteBuffer head = read(channel, lists[i], 1 + stream.length() + 12);
        byte[] name = stream.getBytes(StandardCharsets.ISO_8859_1);
        if (head.limit() == 1 + name.length + 12
            && (head.get(0) & 0xFF) == name.length
            && head.slice(1, name.length).equals(ByteBuffer.wrap(name))) {
          return refs(channel, lists[i] + head.limit(), head.getInt(1 + name.length + 8));
        }
      }
    }
    return NONE;
  }

  @Override
  public long offsetBefore(long position) {
    int found = Arrays.binarySearch(positions, position);
    int mark = found >= 0 ? found : -found - 2;
    return mark < 0 ? SegmentHeader.LENGTH : offsets[mark];
  }

  private static Refs refs(FileChannel channel, int place, int count) throws IOException {
    ByteBuffer bytes = read(channel, place, 12 * count);
    long[] sequences = new long[count];
    int[] offsets = new int[count];
    for (int i = 0; i < count; i++) {
      sequences[i] = bytes.getLong();
      offsets[i] = bytes.getInt();
    }
    return new Refs(sequences, offsets);
  }

  private static ByteBuffer read(FileChannel channel, int place, int count) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(count);
    int read = 0;
    while (bytes.hasRemaining() && read >= 0) {
      read = channel.read(bytes, place + (long) bytes.position());
    }
    return bytes.flip();
  }

  private static int checksum(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, 32);
    crc.update(bytes, HEADER, bytes.length - HEADER);
    return (int) crc.getValue();
  }

  /** FNV-1a, 64 bits. */
  private static long hash(String stream) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < stream.length(); i++) {
      hash = (hash ^ stream.charAt(i)) * 0x100000001b3L;
    }
    return hash;
  }
}
