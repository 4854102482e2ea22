/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-probe.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_CONNECTION_TEST (luthier_connection_test_get_type ())
G_DECLARE_FINAL_TYPE (
    LuthierConnectionTest, luthier_connection_test, LUTHIER, CONNECTION_TEST, GObject)

/* A GListModel of LuthierProbe: all that must be in place before a job can run, looked at without
 * changing anything. Properties, notified: running (boolean), verdict (LuthierProbeVerdict, the
 * worst so far), n-bad and n-warnings (uint; what is not known counts as a warning). Begun by luthier_session_test_connection(). */
/* Looks again: the items stay, and are updated. */
void luthier_connection_test_run (LuthierConnectionTest *self);
gboolean luthier_connection_test_get_running (LuthierConnectionTest *self);
LuthierProbeVerdict luthier_connection_test_get_verdict (LuthierConnectionTest *self);
/* All commands of what is missing, a line each, to be sent to an administrator; NULL if none. */
char *luthier_connection_test_get_commands (LuthierConnectionTest *self);
/* The whole as plain text, with no secret in it. */
char *luthier_connection_test_to_text (LuthierConnectionTest *self);

G_END_DECLS
