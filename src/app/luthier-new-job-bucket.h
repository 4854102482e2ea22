/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-new-job-form.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_NEW_JOB_BUCKET (luthier_new_job_bucket_get_type ())
G_DECLARE_FINAL_TYPE (
    LuthierNewJobBucket, luthier_new_job_bucket, LUTHIER, NEW_JOB_BUCKET, GtkWidget)

/* The bucket that files are uploaded to: typed, or picked from those of the project if the account
 * may list them. Nothing is sent anywhere before the name is confirmed. */
void luthier_new_job_bucket_attach (LuthierNewJobBucket *self, LuthierNewJobForm *form);

G_END_DECLS
