/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <adwaita.h>

#include "luthier-session.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_TEST_WINDOW (luthier_test_window_get_type ())
G_DECLARE_FINAL_TYPE (LuthierTestWindow, luthier_test_window, LUTHIER, TEST_WINDOW, AdwWindow)

/* Is all in place for a job of the open profile? It looks when it is opened and whenever it is
 * asked to, and says what an administrator can do about what is missing. */
GtkWidget *luthier_test_window_new (GtkWindow *parent, LuthierSession *session);

G_END_DECLS
