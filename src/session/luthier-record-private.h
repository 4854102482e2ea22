/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-record.h"

G_BEGIN_DECLS

void luthier_record_set_loaded (LuthierRecord *self, gboolean loaded);
void luthier_record_set_reading (LuthierRecord *self, gboolean reading);
void luthier_record_set_complete (LuthierRecord *self, gboolean complete);
/* error: (nullable): copied */
void luthier_record_set_error (LuthierRecord *self, const GError *error);
void luthier_record_add_event (LuthierRecord *self, LuthierEvent *event);
/* What is stored, once: events (element-type LuthierEvent) that come before all others, and curves
 * that nobody else has. */
void luthier_record_load (LuthierRecord *self, GPtrArray *events, LuthierCurves *curves);

G_END_DECLS
