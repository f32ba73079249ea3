// SPDX-License-Identifier: Apache-2.0
/** Sample: records of events in files, as JSON lines or Parquet, by type and day. */
@NullMarked
package dev.stationkeeper.samples.analytics.files;

import org.jspecify.annotations.NullMarked;
