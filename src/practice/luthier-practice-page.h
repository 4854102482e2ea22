/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-practice-exchange.h"

G_BEGIN_DECLS

/* A page of a list by pageSize and pageToken, as the APIs around tuning have it. */
typedef struct
{
  guint first;
  guint limit;
} LuthierPracticePage;

/* FALSE and a 400 already answered: a token or a size that cannot be. */
gboolean luthier_practice_page_init (LuthierPracticePage *self,
                                     LuthierPracticeExchange *exchange,
                                     guint max);
/* Behind the last of so many in all. */
guint luthier_practice_page_get_end (const LuthierPracticePage *self, guint n);
/* (transfer full): of the page after this one. */
char *luthier_practice_page_make_token (const LuthierPracticePage *self, guint n);
/* "nextPageToken", if it is not the last page. */
void luthier_practice_page_add_token (const LuthierPracticePage *self,
                                      JsonBuilder *builder,
                                      guint n);

G_END_DECLS
