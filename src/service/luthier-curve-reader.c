/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-curve-reader.h"

struct _LuthierCurveReader
{
  GObject parent_instance;

  LuthierHttpClient *http; /* (owned) */
  char *experiment;        /* (owned) */
};

G_DEFINE_FINAL_TYPE (LuthierCurveReader, luthier_curve_reader, G_TYPE_OBJECT)

static void
luthier_curve_reader_finalize (GObject *object)
{
  LuthierCurveReader *self = LUTHIER_CURVE_READER (object);

  g_object_unref (self->http);
  g_free (self->experiment);

  G_OBJECT_CLASS (luthier_curve_reader_parent_class)->finalize (object);
}

static void
luthier_curve_reader_class_init (LuthierCurveReaderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = luthier_curve_reader_finalize;
}

static void
luthier_curve_reader_init (LuthierCurveReader *self)
{
}

LuthierCurveReader *
luthier_curve_reader_new (LuthierHttpClient *http, const char *experiment)
{
  LuthierCurveReader *self = g_object_new (LUTHIER_TYPE_CURVE_READER, NULL);

  self->http = g_object_ref (http);
  self->experiment = g_strdup (experiment);

  return self;
}

void
luthier_curve_reader_read_async (LuthierCurveReader *self,
                                 LuthierCurves *known,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_return_pointer (task, luthier_curves_new (), g_object_unref);
}

LuthierCurves *
luthier_curve_reader_read_finish (LuthierCurveReader *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
