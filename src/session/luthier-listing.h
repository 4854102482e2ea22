/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-choice.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_LISTING (luthier_listing_get_type ())
G_DECLARE_FINAL_TYPE (LuthierListing, luthier_listing, LUTHIER, LISTING, GObject)

/* A GListModel of LuthierChoice that fills itself page by page. Properties, notified: loading
 * (boolean), error (GError boxed, nullable: why it is not whole). It stops when the last reference
 * goes, or the profile is left. */
gboolean luthier_listing_get_loading (LuthierListing *self);
const GError *luthier_listing_get_error (LuthierListing *self);
/* Begins anew. */
void luthier_listing_reload (LuthierListing *self);

G_END_DECLS
