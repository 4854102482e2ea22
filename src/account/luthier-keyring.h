/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define LUTHIER_TYPE_KEYRING (luthier_keyring_get_type ())
G_DECLARE_FINAL_TYPE (LuthierKeyring, luthier_keyring, LUTHIER, KEYRING, GObject)

/* Secrets of profiles in the system keyring, and nowhere else. Errors: LUTHIER_ERROR_KEYRING. */
LuthierKeyring *luthier_keyring_new (void);
void luthier_keyring_store_async (LuthierKeyring *self,
                                  const char *profile_id,
                                  const char *label,
                                  GBytes *secret,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean luthier_keyring_store_finish (LuthierKeyring *self, GAsyncResult *result, GError **error);
/* NULL without an error: there is none for this profile. */
void luthier_keyring_lookup_async (LuthierKeyring *self,
                                   const char *profile_id,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
GBytes *luthier_keyring_lookup_finish (LuthierKeyring *self, GAsyncResult *result, GError **error);
void luthier_keyring_clear_async (LuthierKeyring *self,
                                  const char *profile_id,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean luthier_keyring_clear_finish (LuthierKeyring *self, GAsyncResult *result, GError **error);

G_END_DECLS
