/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-listing.h"
#include "luthier-session.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_ENROLMENT (luthier_enrolment_get_type ())
G_DECLARE_FINAL_TYPE (LuthierEnrolment, luthier_enrolment, LUTHIER, ENROLMENT, GObject)

/* How an account becomes a profile, or a profile is changed or signed in again: first a
 * credential (a file, a sign-in in the browser or a pasted token), then where it is used, then
 * luthier_enrolment_complete_async(). Properties, notified:
 *   draft (LuthierProfile: what will be saved; bind the fields of a form to its properties),
 *   has-credential (boolean: there is one, or the profile has its own already),
 *   expires-at (int64 microseconds: when a pasted token ends; 0 = it does not),
 *   has-client (boolean: an OAuth client is known), client-id (string, nullable),
 *   session-only (boolean, writable: keep the secret in memory until the program ends).
 * Signal: open-uri (const char *uri): show this page in the browser. */

/* profile NULL: a new one. Else a copy of it is the draft. */
LuthierEnrolment *luthier_enrolment_new (LuthierSession *session, LuthierProfile *profile);
LuthierProfile *luthier_enrolment_get_draft (LuthierEnrolment *self);
gboolean luthier_enrolment_get_has_credential (LuthierEnrolment *self);
gint64 luthier_enrolment_get_expires_at (LuthierEnrolment *self);
gboolean luthier_enrolment_get_has_client (LuthierEnrolment *self);
const char *luthier_enrolment_get_client_id (LuthierEnrolment *self);
void luthier_enrolment_set_session_only (LuthierEnrolment *self, gboolean session_only);

/* Files of Google's own tools that lie where they look for them and can be read: Application
 * Default Credentials. (transfer full) (element-type GFile), best first, maybe empty. */
void luthier_enrolment_find_files_async (LuthierEnrolment *self,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
GPtrArray *luthier_enrolment_find_files_finish (LuthierEnrolment *self,
                                                GAsyncResult *result,
                                                GError **error);
/* Reads a key, imported credentials or the file of an OAuth client; draft tells whose it is.
 * LUTHIER_ERROR_CREDENTIAL names the field that is wrong. */
void luthier_enrolment_read_file_async (LuthierEnrolment *self,
                                        GFile *file,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
gboolean luthier_enrolment_read_file_finish (LuthierEnrolment *self,
                                             GAsyncResult *result,
                                             GError **error);
/* Asks how long the token lives and whose it is. */
void luthier_enrolment_take_token_async (LuthierEnrolment *self,
                                         const char *token,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
gboolean luthier_enrolment_take_token_finish (LuthierEnrolment *self,
                                              GAsyncResult *result,
                                              GError **error);
/* Looks for an OAuth client that was used before (never before the first window). */
void luthier_enrolment_recall_client_async (LuthierEnrolment *self,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data);
gboolean luthier_enrolment_recall_client_finish (LuthierEnrolment *self,
                                                 GAsyncResult *result,
                                                 GError **error);
/* client_id and client_secret NULL: the client that is known. Emits open-uri, and ends when the
 * browser came back, five minutes are over, or the cancellable is cancelled. */
void luthier_enrolment_sign_in_async (LuthierEnrolment *self,
                                      const char *client_id,
                                      const char *client_secret,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean luthier_enrolment_sign_in_finish (LuthierEnrolment *self,
                                           GAsyncResult *result,
                                           GError **error);
/* (transfer full): what the credential may see; the project field can be chosen from it. */
LuthierListing *luthier_enrolment_list_projects (LuthierEnrolment *self);
/* Tries the credential, keeps its secret, saves the profile and opens it (a profile that is open
 * and only signed in again keeps its jobs on screen). LUTHIER_ERROR_INVALID names a field of the
 * draft; LUTHIER_ERROR_KEYRING can be answered by session-only and calling it again. */
void luthier_enrolment_complete_async (LuthierEnrolment *self,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
/* (transfer full) */
LuthierProfile *luthier_enrolment_complete_finish (LuthierEnrolment *self,
                                                   GAsyncResult *result,
                                                   GError **error);

G_END_DECLS
