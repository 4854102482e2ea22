/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-compare-page.h"

G_BEGIN_DECLS

/* Between the page and its actions, "compare.*". */
GCancellable *luthier_compare_page_get_cancellable (LuthierComparePage *self);
void luthier_compare_page_install_actions (GtkWidgetClass *widget_class);

G_END_DECLS
