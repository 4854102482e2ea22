/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-stored-record.h"

void
luthier_stored_record_free (LuthierStoredRecord *self)
{
  g_ptr_array_unref (self->events);
  g_object_unref (self->curves);
  g_free (self);
}

void
luthier_stored_series_free (LuthierStoredSeries *self)
{
  g_free (self->job);
  g_free (self->name);
  g_free (self);
}

void
luthier_stored_stage_free (LuthierStoredStage *self)
{
  g_free (self->job);
  g_free (self->name);
  g_free (self);
}
