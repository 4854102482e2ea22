/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-base-model.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_CATALOGUE (luthier_catalogue_get_type ())
G_DECLARE_FINAL_TYPE (LuthierCatalogue, luthier_catalogue, LUTHIER, CATALOGUE, GObject)

/* A GListModel of LuthierBaseModel, read from data/catalogue.json. */
LuthierCatalogue *luthier_catalogue_new (GBytes *text, GError **error);
LuthierBaseModel *luthier_catalogue_lookup (LuthierCatalogue *self, const char *id);
const char *luthier_catalogue_get_as_of (LuthierCatalogue *self);

/* Every region that the service is known to have, for pickers. */
const char *const *luthier_catalogue_get_regions (LuthierCatalogue *self);

/* The words of data/catalogue.json that are translated, for a test. */
const char *const *luthier_catalogue_get_words (void);

G_END_DECLS
