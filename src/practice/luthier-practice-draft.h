/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-practice-exchange.h"
#include "luthier-practice-objects.h"

G_BEGIN_DECLS

/* An object on its way: what it is going to be, and what must hold for it to come into being. */
typedef struct
{
  LuthierPracticeObject *object; /* (owned) */
  gint64 generation_match;       /* -1: whatever is there; 0: nothing may be there */
  char *crc32c;                  /* (owned) (nullable): in base64, what the bytes must have */
  char *md5;                     /* (owned) (nullable) */
} LuthierPracticeDraft;

/* metadata: (nullable), what the client has sent of it. */
LuthierPracticeDraft *luthier_practice_draft_new (LuthierPracticeExchange *exchange,
                                                  const char *bucket,
                                                  const LuthierJsonValue *metadata);
void luthier_practice_draft_free (LuthierPracticeDraft *self);
/* The custom metadata of an object's JSON as text; NULL: there is none. */
char *luthier_practice_draft_read_metadata (const LuthierJsonValue *metadata);
/* FALSE: this cannot be, and the client has been told why. */
gboolean luthier_practice_draft_check (LuthierPracticeDraft *self,
                                       LuthierPracticeObjects *objects,
                                       LuthierPracticeExchange *exchange);
/* Makes it an object and answers with it, or drops the bytes and says why. Takes the blob. */
gboolean luthier_practice_draft_finish (LuthierPracticeDraft *self,
                                        LuthierPracticeObjects *objects,
                                        LuthierPracticeExchange *exchange,
                                        char *blob,
                                        LuthierPracticeDigest *digest);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LuthierPracticeDraft, luthier_practice_draft_free)

G_END_DECLS
