/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  LUTHIER_PROFILE_PRACTICE,
  LUTHIER_PROFILE_SERVICE_ACCOUNT, /* a key file */
  LUTHIER_PROFILE_GOOGLE_ACCOUNT,  /* signed in with the browser */
  LUTHIER_PROFILE_IMPORTED,        /* Application Default Credentials */
  LUTHIER_PROFILE_ACCESS_TOKEN,    /* pasted, for an hour */
} LuthierProfileKind;

#define LUTHIER_TYPE_PROFILE_KIND (luthier_profile_kind_get_type ())
GType luthier_profile_kind_get_type (void);

#define LUTHIER_TYPE_PROFILE (luthier_profile_get_type ())
G_DECLARE_FINAL_TYPE (LuthierProfile, luthier_profile, LUTHIER, PROFILE, GObject)

/* Who and where; never a secret. Properties: id, kind, title, account (e-mail), project,
 * quota-project, endpoint, bucket, impersonate (a service account that it acts as), kms-key and
 * service-account (what a connection test looks at) (strings), regions (GStrv), concurrent-jobs
 * (uint), session-only (boolean: no keyring was ever given its secret). */
LuthierProfile *luthier_profile_new (LuthierProfileKind kind, const char *id);
const char *luthier_profile_get_id (LuthierProfile *self);
LuthierProfileKind luthier_profile_get_kind (LuthierProfile *self);
void luthier_profile_set_kind (LuthierProfile *self, LuthierProfileKind kind);
const char *luthier_profile_get_title (LuthierProfile *self);
const char *luthier_profile_get_account (LuthierProfile *self);
const char *luthier_profile_get_project (LuthierProfile *self);
const char *luthier_profile_get_quota_project (LuthierProfile *self);
const char *luthier_profile_get_endpoint (LuthierProfile *self);
const char *luthier_profile_get_bucket (LuthierProfile *self);
const char *luthier_profile_get_impersonate (LuthierProfile *self);
const char *luthier_profile_get_kms_key (LuthierProfile *self);
const char *luthier_profile_get_service_account (LuthierProfile *self);
const char *const *luthier_profile_get_regions (LuthierProfile *self);
guint luthier_profile_get_concurrent_jobs (LuthierProfile *self);
gboolean luthier_profile_get_session_only (LuthierProfile *self);
void luthier_profile_set_title (LuthierProfile *self, const char *title);
void luthier_profile_set_account (LuthierProfile *self, const char *account);
void luthier_profile_set_project (LuthierProfile *self, const char *project);
void luthier_profile_set_quota_project (LuthierProfile *self, const char *quota_project);
void luthier_profile_set_endpoint (LuthierProfile *self, const char *endpoint);
void luthier_profile_set_bucket (LuthierProfile *self, const char *bucket);
void luthier_profile_set_impersonate (LuthierProfile *self, const char *impersonate);
void luthier_profile_set_kms_key (LuthierProfile *self, const char *kms_key);
void luthier_profile_set_service_account (LuthierProfile *self, const char *service_account);
void luthier_profile_set_regions (LuthierProfile *self, const char *const *regions);
void luthier_profile_set_concurrent_jobs (LuthierProfile *self, guint concurrent_jobs);
void luthier_profile_set_session_only (LuthierProfile *self, gboolean session_only);

/* Everything but the id, which is given to a fresh one by luthier_profile_new(). */
void luthier_profile_copy (LuthierProfile *self, LuthierProfile *source);
char *luthier_profile_serialize (LuthierProfile *self);
LuthierProfile *luthier_profile_deserialize (const char *text, GError **error);

G_END_DECLS
