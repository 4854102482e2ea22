/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-http-client.h"
#include "luthier-tuning-service.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_VERTEX_TUNING (luthier_vertex_tuning_get_type ())
G_DECLARE_FINAL_TYPE (LuthierVertexTuning, luthier_vertex_tuning, LUTHIER, VERTEX_TUNING, GObject)

/* The tuningJobs API: created through v1, read through v1beta1, with v1 where that is refused. */
LuthierTuningService *luthier_vertex_tuning_new (LuthierHttpClient *http, const char *project);

G_END_DECLS
