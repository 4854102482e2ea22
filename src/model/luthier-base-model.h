/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gio/gio.h>

#include "luthier-data-limits.h"

G_BEGIN_DECLS

typedef enum
{
  LUTHIER_METHOD_SUPERVISED = 1 << 0,
  LUTHIER_METHOD_PREFERENCE = 1 << 1,
  LUTHIER_METHOD_CONTINUOUS = 1 << 2,
  LUTHIER_METHOD_REINFORCEMENT = 1 << 3,
  LUTHIER_METHOD_CHECKPOINTS = 1 << 4,
  LUTHIER_METHOD_EVALUATION = 1 << 5,
} LuthierMethods;

typedef enum
{
  LUTHIER_MODEL_AVAILABLE,
  LUTHIER_MODEL_PREVIEW,
  LUTHIER_MODEL_RETIRING,
  LUTHIER_MODEL_RETIRED,
  LUTHIER_MODEL_UNCERTAIN,
  LUTHIER_MODEL_NOT_TUNABLE,
} LuthierModelStatus;

#define LUTHIER_TYPE_BASE_MODEL (luthier_base_model_get_type ())
G_DECLARE_FINAL_TYPE (LuthierBaseModel, luthier_base_model, LUTHIER, BASE_MODEL, GObject)

/* One row of the catalogue. Zero, NULL or NaN is "not known", never "none". */
const char *luthier_base_model_get_id (LuthierBaseModel *self);
const char *luthier_base_model_get_summary (LuthierBaseModel *self);
gboolean luthier_base_model_is_open (LuthierBaseModel *self);
LuthierMethods luthier_base_model_get_methods (LuthierBaseModel *self);
LuthierModelStatus luthier_base_model_get_status (LuthierBaseModel *self);
const char *luthier_base_model_get_status_note (LuthierBaseModel *self);
const guint *luthier_base_model_get_adapter_sizes (LuthierBaseModel *self, guint *n_sizes);
GStrv luthier_base_model_format_adapter_sizes (LuthierBaseModel *self);
guint luthier_base_model_get_default_adapter_size (LuthierBaseModel *self);
gboolean luthier_base_model_has_adapter_size (LuthierBaseModel *self, guint size);
const char *const *luthier_base_model_get_regions (LuthierBaseModel *self);
gboolean luthier_base_model_has_region (LuthierBaseModel *self, const char *region);
const char *const *luthier_base_model_get_serving_locations (LuthierBaseModel *self);
gboolean luthier_base_model_refuses_cmek (LuthierBaseModel *self);
double luthier_base_model_get_price (LuthierBaseModel *self);
guint64 luthier_base_model_get_max_example_tokens (LuthierBaseModel *self);
guint64 luthier_base_model_get_max_examples (LuthierBaseModel *self);
guint64 luthier_base_model_get_max_validation_examples (LuthierBaseModel *self);
guint64 luthier_base_model_get_max_file_size (LuthierBaseModel *self);
/* Of examples with media, of reinforcement tuning, and all the above. */
const LuthierDataLimits *luthier_base_model_get_data_limits (LuthierBaseModel *self,
                                                             LuthierMethods method);
const char *luthier_base_model_get_source (LuthierBaseModel *self);
const char *luthier_base_model_get_as_of (LuthierBaseModel *self);

G_END_DECLS
