/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-probe.h"

G_BEGIN_DECLS

/* What was found; all of it owned, and all but the verdict nullable. */
typedef struct
{
  LuthierProbeVerdict verdict;
  char *text;
  char *grant;
  char *command;
  char *url;
  GError *error;
} LuthierProbeReport;

void luthier_probe_report_clear (LuthierProbeReport *self);
/* Sets verdict and text. */
void luthier_probe_report_say (LuthierProbeReport *self,
                               LuthierProbeVerdict verdict,
                               const char *format,
                               ...) G_GNUC_PRINTF (3, 4);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LuthierProbeReport, luthier_probe_report_clear)

/* It waits. id: static */
LuthierProbe *luthier_probe_new (const char *id, const char *title);
/* Takes over what is in the report, which is empty after it. */
void luthier_probe_take_report (LuthierProbe *self, LuthierProbeReport *report);

G_END_DECLS
