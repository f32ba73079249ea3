// SPDX-License-Identifier: Apache-2.0
/** Notifications of alarms: signed webhooks and mail, each a durable consumer of the log. */
@NullMarked
package dev.stationkeeper.samples.notification;

import org.jspecify.annotations.NullMarked;
