/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-job-notification.h"

#include <glib/gi18n.h>

#include "luthier-format.h"
#include "luthier-job-words.h"

/**
 * luthier_job_notification_get_body:
 * @job: a job that has ended
 *
 * Returns: (transfer full): what became of it, in a line without anything that could be markup
 */
char *
luthier_job_notification_get_body (LuthierJob *job)
{
  g_autofree char *now = luthier_job_words_now (job);
  /* Translators: a job's state and what there is to say of it: "Succeeded: Tuned in 38 min" */
  g_autofree char *body = g_strdup_printf (C_ ("job's state and more", "%s: %s"),
                                           luthier_job_words_state (job), now);

  return luthier_format_plain (body);
}

void
luthier_job_notification_send (GApplication *application, LuthierJob *job)
{
  g_autoptr (GNotification) notification = g_notification_new (luthier_job_get_title (job));
  g_autofree char *body = luthier_job_notification_get_body (job);

  g_notification_set_body (notification, body);
  g_notification_set_default_action_and_target (notification, "app.open-job", "s",
                                                luthier_job_get_name (job));
  g_application_send_notification (application, luthier_job_get_id (job), notification);
}
