/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  LUTHIER_PROFILE_PRACTICE,
  LUTHIER_PROFILE_SERVICE_ACCOUNT,
} LuthierProfileKind;

#define LUTHIER_TYPE_PROFILE_KIND (luthier_profile_kind_get_type ())
GType luthier_profile_kind_get_type (void);

#define LUTHIER_TYPE_PROFILE (luthier_profile_get_type ())
G_DECLARE_FINAL_TYPE (LuthierProfile, luthier_profile, LUTHIER, PROFILE, GObject)

/* Who and where; never a secret. Properties: id, kind, title, account (e-mail), project,
 * quota-project, endpoint, bucket (strings), regions (GStrv), concurrent-jobs (uint). */
LuthierProfile *luthier_profile_new (LuthierProfileKind kind, const char *id);
const char *luthier_profile_get_id (LuthierProfile *self);
LuthierProfileKind luthier_profile_get_kind (LuthierProfile *self);
const char *luthier_profile_get_title (LuthierProfile *self);
const char *luthier_profile_get_account (LuthierProfile *self);
const char *luthier_profile_get_project (LuthierProfile *self);
const char *luthier_profile_get_quota_project (LuthierProfile *self);
const char *luthier_profile_get_endpoint (LuthierProfile *self);
const char *luthier_profile_get_bucket (LuthierProfile *self);
const char *const *luthier_profile_get_regions (LuthierProfile *self);
guint luthier_profile_get_concurrent_jobs (LuthierProfile *self);
void luthier_profile_set_title (LuthierProfile *self, const char *title);
void luthier_profile_set_account (LuthierProfile *self, const char *account);
void luthier_profile_set_project (LuthierProfile *self, const char *project);
void luthier_profile_set_quota_project (LuthierProfile *self, const char *quota_project);
void luthier_profile_set_endpoint (LuthierProfile *self, const char *endpoint);
void luthier_profile_set_bucket (LuthierProfile *self, const char *bucket);
void luthier_profile_set_regions (LuthierProfile *self, const char *const *regions);
void luthier_profile_set_concurrent_jobs (LuthierProfile *self, guint concurrent_jobs);

char *luthier_profile_serialize (LuthierProfile *self);
LuthierProfile *luthier_profile_deserialize (const char *text, GError **error);

G_END_DECLS
