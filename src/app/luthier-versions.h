/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* (transfer full): which libraries this was built against and runs with, a line each. */
char *luthier_versions_describe (void);

G_END_DECLS
