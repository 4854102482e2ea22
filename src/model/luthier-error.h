/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  LUTHIER_ERROR_FAILED,
  /* Nothing left this computer: no route, no name, refused, TLS. Safe to try again. */
  LUTHIER_ERROR_NOT_SENT,
  /* It was sent and no readable answer came: time-out, reset, cut off. */
  LUTHIER_ERROR_UNCERTAIN,
  LUTHIER_ERROR_UNAUTHENTICATED,
  /* The credential itself is refused: only the user can help. */
  LUTHIER_ERROR_SIGN_IN_NEEDED,
  LUTHIER_ERROR_FORBIDDEN,
  LUTHIER_ERROR_NOT_FOUND,
  LUTHIER_ERROR_INVALID,
  LUTHIER_ERROR_PRECONDITION,
  LUTHIER_ERROR_CONFLICT,
  LUTHIER_ERROR_RATE_LIMITED,
  LUTHIER_ERROR_UNAVAILABLE,
  LUTHIER_ERROR_BAD_REPLY,
  /* A key file or token that cannot be one; the message names the field. */
  LUTHIER_ERROR_CREDENTIAL,
  LUTHIER_ERROR_KEYRING,
  LUTHIER_ERROR_STORE,
  LUTHIER_ERROR_DATASET,
} LuthierError;

#define LUTHIER_ERROR (luthier_error_quark ())
GQuark luthier_error_quark (void);

/* Reasons of errors that are made here. They stand in the code's place where one code is not
 * enough; the message is in the user's language, so nothing may be told from it. */
#define LUTHIER_REASON_NOT_SECURE  "luthier/not-secure"
#define LUTHIER_REASON_NOT_STARTED "luthier/practice-not-started"
/* An answer that has more bytes than are taken. */
#define LUTHIER_REASON_TOO_LARGE "luthier/too-large"
/* Of a sign-in in the browser: not allowed, allowed without the scope that is needed, answered by
 * somebody else, not answered in time. */
#define LUTHIER_REASON_SIGN_IN_DENIED "luthier/sign-in-denied"
#define LUTHIER_REASON_SIGN_IN_NARROW "luthier/sign-in-narrow"
#define LUTHIER_REASON_SIGN_IN_STATE  "luthier/sign-in-state"
#define LUTHIER_REASON_SIGN_IN_LATE   "luthier/sign-in-late"
/* Of credentials: an API key in place of one, a pasted token that is over, a secret that was kept
 * for one session or was removed, and a signature that a wrong clock spoils. */
#define LUTHIER_REASON_API_KEY       "luthier/api-key"
#define LUTHIER_REASON_TOKEN_OVER    "luthier/token-over"
#define LUTHIER_REASON_NO_CREDENTIAL "luthier/no-credential"
#define LUTHIER_REASON_CLOCK         "luthier/clock"
/* Of the keyring. */
#define LUTHIER_REASON_KEYRING_LOCKED  "luthier/keyring-locked"
#define LUTHIER_REASON_KEYRING_ABSENT  "luthier/keyring-absent"
#define LUTHIER_REASON_KEYRING_FAILING "luthier/keyring-failing"
/* Of the store's files: one that cannot be read any more, no room, no permission or no such place,
 * another Luthier that has them, one that a newer Luthier wrote, and whatever else a disk does. */
#define LUTHIER_REASON_STORE_DAMAGED "luthier/store-damaged"
#define LUTHIER_REASON_STORE_FULL    "luthier/store-full"
#define LUTHIER_REASON_STORE_DENIED  "luthier/store-denied"
#define LUTHIER_REASON_STORE_IN_USE  "luthier/store-in-use"
#define LUTHIER_REASON_STORE_NEWER   "luthier/store-newer"
#define LUTHIER_REASON_STORE_FAILING "luthier/store-failing"

GError *luthier_error_new (LuthierError code, const char *reason, const char *format, ...)
    G_GNUC_PRINTF (3, 4);

/* An error answer of the service, with all it said. retry_after, date: the headers, or NULL: a date
 * to wait for counts from the one of the answer, whatever our clock shows. */
GError *luthier_error_new_from_reply (guint http_status,
                                      const char *reason_phrase,
                                      GBytes *body,
                                      const char *retry_after,
                                      const char *date);

/* Can only the user help, by another credential or by opening the keyring? error: (nullable) */
gboolean luthier_error_is_about_sign_in (const GError *error);
gboolean luthier_error_is_no_such_thing (const GError *error);

/* What an error of this domain carries; neutral values for any other error. */
guint luthier_error_get_http_status (const GError *error);
const char *luthier_error_get_status (const GError *error);
const char *luthier_error_get_reason (const GError *error);
const char *luthier_error_get_metadata (const GError *error, const char *key);
gint64 luthier_error_get_retry_delay (const GError *error);
guint luthier_error_get_n_violations (const GError *error);
const char *luthier_error_get_violation (const GError *error,
                                         guint index,
                                         const char **description);
const char *luthier_error_get_quota (const GError *error, const char **value);
const char *luthier_error_get_help_url (const GError *error);
const char *luthier_error_get_raw (const GError *error);

G_END_DECLS
