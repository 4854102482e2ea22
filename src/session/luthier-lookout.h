/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-connection.h"
#include "luthier-job-list.h"
#include "luthier-random.h"
#include "luthier-store.h"

G_BEGIN_DECLS

/* At which regions is looked. */
typedef enum
{
  /* Those of the profile, and those that have jobs that are not at their end. */
  LUTHIER_LOOK_ALL,
  /* Those that did not answer last time, for a reason that may pass. */
  LUTHIER_LOOK_FAILED,
} LuthierLook;

#define LUTHIER_TYPE_LOOKOUT (luthier_lookout_get_type ())
G_DECLARE_FINAL_TYPE (LuthierLookout, luthier_lookout, LUTHIER, LOOKOUT, GObject)

/* Looks at the regions of a profile, at each for itself, so that one that is slow, or wants to be
 * left alone, holds up no other. Signal: looked (region), when one was looked at to its end or did
 * not answer. */
LuthierLookout *luthier_lookout_new (LuthierConnection *connection,
                                     LuthierJobList *jobs,
                                     LuthierStore *store,
                                     LuthierRandom *random);
/* A region that is being looked at, or is to be left alone, is left out. */
void luthier_lookout_look (LuthierLookout *self, LuthierLook look);
/* The user wants to know, or the network is back. */
void luthier_lookout_forgive (LuthierLookout *self);
/* What is under way asks in the name of who has been replaced: it is asked again. */
void luthier_lookout_renew (LuthierLookout *self);

/* For who asks a region for something else: whether it may be asked, and what came of it; error:
 * (nullable). */
gboolean luthier_lookout_may_ask (LuthierLookout *self, const char *region);
void luthier_lookout_take (LuthierLookout *self, const char *region, const GError *error);

/* Whether it has answered anybody within so many microseconds. */
gboolean luthier_lookout_has_answered (LuthierLookout *self, const char *region, gint64 within);

guint luthier_lookout_get_n_running (LuthierLookout *self);
/* (transfer none): region to GError, of those that did not answer when they were asked last. */
GHashTable *luthier_lookout_get_failures (LuthierLookout *self);
gboolean luthier_lookout_has_passing_failure (LuthierLookout *self);
/* How many requests a look at all regions takes, as far as is known. */
guint luthier_lookout_get_n_pages (LuthierLookout *self);
/* Was anything new or different since the last call? */
gboolean luthier_lookout_take_changed (LuthierLookout *self);

G_END_DECLS
