/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-dataset-report.h"

G_BEGIN_DECLS

/* What a check found, for a terminal or another program. */

/* file: as it was given. */
void luthier_check_output_write_text (GString *text,
                                      const char *file,
                                      LuthierDatasetReport *report);
/* One object. report: (nullable): if there is none, error says why. */
void luthier_check_output_write_json (GString *text,
                                      const char *file,
                                      LuthierDatasetReport *report,
                                      const GError *error);

/* (transfer full): without anything that a terminal would obey. */
char *luthier_check_output_escape (const char *text);

G_END_DECLS
