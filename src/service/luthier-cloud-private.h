/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-cloud.h"

G_BEGIN_DECLS

/* What the files luthier-cloud*.c share. */

/* (transfer none) */
const char *luthier_cloud_get_project (LuthierCloud *self);
/* (transfer full): base and path of an address; path begins with the version. */
char *luthier_cloud_get_uri (LuthierCloud *self, LuthierApi api, const char *path);
char *luthier_cloud_get_storage_uri (LuthierCloud *self, const char *rest);
/* Sends for the task, whose source is the cloud and which goes to the callback with a reference. */
void luthier_cloud_send (
    GTask *task, const char *method, const char *uri, GBytes *body, GAsyncReadyCallback callback);
/* (transfer full) (nullable): NULL, and the error with the task, if there is none. */
LuthierJson *luthier_cloud_take_reply (GTask *task, GObject *source, GAsyncResult *result);
/* (transfer full): one segment of a path; a project of a domain has a colon. */
char *luthier_cloud_escape (const char *segment);

G_END_DECLS
