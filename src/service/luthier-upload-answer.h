/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <libsoup/soup.h>

#include "luthier-storage-object.h"

G_BEGIN_DECLS

typedef enum
{
  LUTHIER_UPLOAD_KEPT,    /* it goes on: the service has this many bytes */
  LUTHIER_UPLOAD_STORED,  /* it is complete */
  LUTHIER_UPLOAD_GONE,    /* the service does not know the session any more */
  LUTHIER_UPLOAD_LATER,   /* ask what was kept, after a while */
  LUTHIER_UPLOAD_REFUSED, /* it will not be otherwise next time */
} LuthierUploadVerdict;

/* What one request of the resumable protocol led to. */
typedef struct
{
  LuthierUploadVerdict verdict;
  guint64 kept;
  LuthierStorageObject *object; /* (owned) (nullable): STORED */
  GError *error;                /* (owned) (nullable): GONE, LATER and REFUSED */
  gint64 delay_ms;              /* LATER: how long to wait, -1 if the service did not say */
  gboolean offline;             /* LATER: no answer came at all */
} LuthierUploadAnswer;

void luthier_upload_answer_clear (LuthierUploadAnswer *self);

/* One reply of the service, as far as it came. */
typedef struct
{
  guint status;  /* 0 = none came */
  GBytes *body;  /* (owned) (nullable) */
  GError *error; /* (owned) (nullable): why none came */
} LuthierUploadReply;

void luthier_upload_reply_clear (LuthierUploadReply *self);

/* What a reply means. error: (transfer full). */
void luthier_upload_answer_take_error (LuthierUploadAnswer *self,
                                       LuthierUploadVerdict verdict,
                                       GError *error);
/* What is the same for every request: no reply, a passing trouble, a refusal. */
void luthier_upload_answer_judge_failure (LuthierUploadAnswer *self,
                                          SoupMessage *message,
                                          const LuthierUploadReply *reply);
/* To a request to the session's own address, for the object of that name; size: of the file. */
void luthier_upload_answer_judge (LuthierUploadAnswer *self,
                                  SoupMessage *message,
                                  const LuthierUploadReply *reply,
                                  const char *bucket,
                                  const char *name,
                                  guint64 size);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LuthierUploadAnswer, luthier_upload_answer_clear)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LuthierUploadReply, luthier_upload_reply_clear)

G_END_DECLS
