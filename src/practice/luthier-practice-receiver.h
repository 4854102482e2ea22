/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <libsoup/soup.h>

#include "luthier-practice-multipart.h"
#include "luthier-practice-uploads.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_PRACTICE_RECEIVER (luthier_practice_receiver_get_type ())
G_DECLARE_FINAL_TYPE (
    LuthierPracticeReceiver, luthier_practice_receiver, LUTHIER, PRACTICE_RECEIVER, GObject)

/* Takes the body of one request as it comes and writes it to a blob, a quantum at a time, so that
 * what was hashed is exactly what can be kept when the connection breaks. Lives as long as the
 * message. */
LuthierPracticeReceiver *luthier_practice_receiver_attach (SoupServerMessage *message,
                                                           LuthierPracticeBlobs *blobs);
/* NULL: the message has none. */
LuthierPracticeReceiver *luthier_practice_receiver_get (SoupServerMessage *message);

/* One of these three says what the body is. */
void luthier_practice_receiver_take_media (LuthierPracticeReceiver *self);
void luthier_practice_receiver_take_multipart (LuthierPracticeReceiver *self, const char *boundary);
/* Of what comes, skip bytes are known already and no more than room are kept. */
void luthier_practice_receiver_take_chunk (LuthierPracticeReceiver *self,
                                           LuthierPracticeUploads *uploads,
                                           LuthierPracticeUpload *upload,
                                           guint64 skip,
                                           guint64 room);

/* Breaks the connection once so many bytes have come; nothing happens if none are taken. */
void luthier_practice_receiver_cut_after (LuthierPracticeReceiver *self, guint64 bytes);
gboolean luthier_practice_receiver_is_taking (LuthierPracticeReceiver *self);

/* What is wrong with the request; the first problem stays. G_IO_ERROR_INVALID_ARGUMENT: it is the
 * client's. */
void luthier_practice_receiver_take_error (LuthierPracticeReceiver *self, GError *error);
const GError *luthier_practice_receiver_get_error (LuthierPracticeReceiver *self);

/* The body is over. Keeps the bytes behind the last full quantum, too. */
void luthier_practice_receiver_flush (LuthierPracticeReceiver *self);
/* Where the bytes would end that have come for the blob. */
guint64 luthier_practice_receiver_get_end (LuthierPracticeReceiver *self);
/* Whether there was no room for some. */
gboolean luthier_practice_receiver_is_short (LuthierPracticeReceiver *self);
/* Makes the session keep what was written, if it is still this receiver's turn. */
void luthier_practice_receiver_commit (LuthierPracticeReceiver *self);

LuthierPracticeMultipart *luthier_practice_receiver_get_multipart (LuthierPracticeReceiver *self);
LuthierPracticeDigest *luthier_practice_receiver_get_digest (LuthierPracticeReceiver *self);
char *luthier_practice_receiver_steal_blob (LuthierPracticeReceiver *self);

G_END_DECLS
