/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-clock.h"
#include "luthier-job-spec.h"
#include "luthier-store.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_DRAFT (luthier_draft_get_type ())
G_DECLARE_FINAL_TYPE (LuthierDraft, luthier_draft, LUTHIER, DRAFT, GObject)

/* The unfinished job of the open profile, written down shortly after each change.
 * Property: spec (LuthierJobSpec, nullable). */
LuthierDraft *luthier_draft_new (LuthierClock *clock, LuthierStore *store);
LuthierJobSpec *luthier_draft_get_spec (LuthierDraft *self);
/* Writes what is pending and turns to another profile, with what is stored of it. */
void luthier_draft_open (LuthierDraft *self, const char *profile_id, LuthierJobSpec *stored);
void luthier_draft_save (LuthierDraft *self, LuthierJobSpec *spec);
void luthier_draft_discard (LuthierDraft *self);
/* Hands what is pending to the store now. */
void luthier_draft_flush (LuthierDraft *self);

G_END_DECLS
