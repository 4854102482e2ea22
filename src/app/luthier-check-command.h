/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-catalogue.h"

G_BEGIN_DECLS

/* luthier --check FILE...: checks files from a terminal, without a display, and prints what is
 * wrong with them. files: (array zero-terminated). model, format: (nullable), as the options.
 * Returns the exit status: 0 no error, 1 errors in the files, 2 a file or option cannot be used. */
int luthier_check_command_run (LuthierCatalogue *catalogue,
                               const char *const *files,
                               const char *model,
                               const char *format);

G_END_DECLS
