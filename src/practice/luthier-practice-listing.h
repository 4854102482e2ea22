/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-practice-exchange.h"
#include "luthier-practice-objects.h"

G_BEGIN_DECLS

/* The lists of the Cloud Storage JSON API, page by page. */
void luthier_practice_listing_reply_objects (LuthierPracticeExchange *exchange,
                                             LuthierPracticeObjects *objects,
                                             const char *bucket);
void luthier_practice_listing_reply_buckets (LuthierPracticeExchange *exchange,
                                             LuthierPracticeObjects *objects,
                                             const char *project_number);

G_END_DECLS
