// SPDX-License-Identifier: Apache-2.0
/** Sample: records of events in topics of Apache Kafka, with the station as key. */
@NullMarked
package dev.stationkeeper.samples.analytics.kafka;

import org.jspecify.annotations.NullMarked;
