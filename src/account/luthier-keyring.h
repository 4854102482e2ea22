/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define LUTHIER_TYPE_KEYRING (luthier_keyring_get_type ())
G_DECLARE_FINAL_TYPE (LuthierKeyring, luthier_keyring, LUTHIER, KEYRING, GObject)

/* Secrets of profiles and of their unfinished uploads in the system keyring, and nowhere else. An id
 * is that of a profile, or luthier_keyring_make_upload_id(). Errors: LUTHIER_ERROR_KEYRING with one
 * of the LUTHIER_REASON_KEYRING_... of luthier-error.h. Signal: replaced (id, GBytes) when another
 * secret is about to be stored or held. */
LuthierKeyring *luthier_keyring_new (void);
/* (transfer full). upload_id: NULL is all uploads of the profile, which can only be cleared. */
char *luthier_keyring_make_upload_id (const char *profile_id, const char *upload_id);
void luthier_keyring_store_async (LuthierKeyring *self,
                                  const char *id,
                                  const char *label,
                                  GBytes *secret,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean luthier_keyring_store_finish (LuthierKeyring *self, GAsyncResult *result, GError **error);
/* NULL without an error: there is none of this id. */
void luthier_keyring_lookup_async (LuthierKeyring *self,
                                   const char *id,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
GBytes *luthier_keyring_lookup_finish (LuthierKeyring *self, GAsyncResult *result, GError **error);
void luthier_keyring_clear_async (LuthierKeyring *self,
                                  const char *id,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean luthier_keyring_clear_finish (LuthierKeyring *self, GAsyncResult *result, GError **error);
/* Called when nothing is on its way to the keyring any more. */
void luthier_keyring_flush_async (LuthierKeyring *self,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
void luthier_keyring_flush_finish (LuthierKeyring *self, GAsyncResult *result);
/* Keeps a secret in memory instead, as long as this object lives: what the user chooses if there
 * is no keyring. A lookup gives it first; storing or clearing one of the same id forgets it. */
void luthier_keyring_hold (LuthierKeyring *self, const char *id, GBytes *secret);
gboolean luthier_keyring_holds (LuthierKeyring *self, const char *id);

G_END_DECLS
