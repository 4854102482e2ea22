/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-catalogue.h"

G_BEGIN_DECLS

/* The exit status of luthier --check. */
typedef enum
{
  LUTHIER_CHECK_SOUND,    /* no errors; there may be warnings */
  LUTHIER_CHECK_ERRORS,   /* there are some in the files */
  LUTHIER_CHECK_UNUSABLE, /* a file or an option cannot be used */
} LuthierCheckStatus;

/* luthier --check FILE...: checks files from a terminal, without a display, and prints what is
 * wrong with them. files: (array zero-terminated). model, format: (nullable), as the options.
 * validation: the files are validation data. */
LuthierCheckStatus luthier_check_command_run (LuthierCatalogue *catalogue,
                                              const char *const *files,
                                              const char *model,
                                              const char *format,
                                              gboolean validation);
/* Whether a command line asks for that. */
gboolean luthier_check_command_is_meant (char **arguments);
LuthierCheckStatus luthier_check_command_run_line (LuthierCatalogue *catalogue, char **arguments);

G_END_DECLS
