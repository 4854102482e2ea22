/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gio/gio.h>

#include "luthier-intent.h"
#include "luthier-profile.h"

G_BEGIN_DECLS

typedef enum
{
  LUTHIER_NEWS_ENDED,   /* of LuthierJob: they are at their end */
  LUTHIER_NEWS_ASKS,    /* of LuthierIntent: they ask, or were refused */
  LUTHIER_NEWS_SIGN_IN, /* of the LuthierProfile: nothing can be asked in its name */
} LuthierNewsKind;

#define LUTHIER_TYPE_NEWS (luthier_news_get_type ())
G_DECLARE_FINAL_TYPE (LuthierNews, luthier_news, LUTHIER, NEWS, GObject)

/* What one notification tells: one or more things of a kind, of one profile. All texts are free of
 * what some desktops take for markup, and those of a practice profile say so. */
LuthierNews *luthier_news_new (LuthierNewsKind kind, LuthierProfile *profile);
LuthierNewsKind luthier_news_get_kind (LuthierNews *self);
LuthierProfile *luthier_news_get_profile (LuthierNews *self);
GListModel *luthier_news_get_things (LuthierNews *self);
void luthier_news_add (LuthierNews *self, GObject *thing);
void luthier_news_remove (LuthierNews *self, GObject *thing);
/* error: (nullable): why the profile cannot be used. */
void luthier_news_set_error (LuthierNews *self, const GError *error);

/* That of the first thing when it is first asked for: what is added later replaces what was told. */
const char *luthier_news_get_id (LuthierNews *self);
/* (transfer full): of at least one thing. */
char *luthier_news_get_title (LuthierNews *self);
char *luthier_news_get_body (LuthierNews *self);
/* (transfer full): a click leads to the thing, or to a page of all of them. */
GNotification *luthier_news_to_notification (LuthierNews *self);

G_END_DECLS
