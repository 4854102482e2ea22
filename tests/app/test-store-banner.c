/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-store-banner.h"

#include "../session/session-bench.h"
#include "luthier-dialog-test.h"
#include "luthier-ui-test.h"

#define DAMAGED "What Luthier keeps on this computer was damaged."
#define DENIED  "The data folder cannot be written. Nothing is kept and no job is created."

static GtkWidget *
show (Bench *bench)
{
  GtkWidget *banner = luthier_store_banner_new ();

  luthier_store_banner_set_session (LUTHIER_STORE_BANNER (banner), bench->session);
  return luthier_ui_test_show (banner, 360, 120);
}
