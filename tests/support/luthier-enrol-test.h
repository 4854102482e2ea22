/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-enrolment.h"
#include "luthier-test.h"

static inline gboolean
luthier_enrol_test_read (LuthierEnrolment *enrolment, GFile *file, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  luthier_enrolment_read_file_async (enrolment, file, NULL, luthier_test_result_cb, &result);
  luthier_test_wait_for (result);
  return luthier_enrolment_read_file_finish (enrolment, result, error);
}

/* (transfer full) (nullable) */
static inline LuthierProfile *
luthier_enrol_test_complete (LuthierEnrolment *enrolment, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  luthier_enrolment_complete_async (enrolment, NULL, luthier_test_result_cb, &result);
  luthier_test_wait_for (result);
  return luthier_enrolment_complete_finish (enrolment, result, error);
}

/* A file becomes a profile, which is open then. project and regions NULL: as the file and the
 * catalogue say. */
static inline LuthierProfile *
luthier_enrol_test_file (LuthierSession *session,
                         GFile *file,
                         const char *project,
                         const char *const *regions,
                         const char *endpoint,
                         GError **error)
{
  g_autoptr (LuthierEnrolment) enrolment = luthier_enrolment_new (session, NULL);
  LuthierProfile *draft = luthier_enrolment_get_draft (enrolment);

  if (!luthier_enrol_test_read (enrolment, file, error))
    return NULL;
  if (project != NULL)
    luthier_profile_set_project (draft, project);
  if (regions != NULL)
    luthier_profile_set_regions (draft, regions);
  luthier_profile_set_endpoint (draft, endpoint);
  return luthier_enrol_test_complete (enrolment, error);
}
