// SPDX-License-Identifier: Apache-2.0
/** Sample: records of events in streams of Amazon Kinesis, with the station as partition key. */
@NullMarked
package dev.stationkeeper.samples.analytics.kinesis;

import org.jspecify.annotations.NullMarked;
