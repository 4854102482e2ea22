/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-job-page-private.h"

#include <glib/gi18n.h>

#include "luthier-advice.h"
#include "luthier-compat.h"
#include "luthier-snippet.h"

static gboolean
is_practice (LuthierJobPage *self)
{
  LuthierProfile *profile = luthier_session_get_profile (luthier_job_page_get_session (self));

  return profile != NULL && luthier_profile_get_kind (profile) == LUTHIER_PROFILE_PRACTICE;
}

/**
 * luthier_job_page_dup_spec:
 *
 * Returns: (transfer full): what the user asked for here, else what the job itself says
 */
LuthierJobSpec *
luthier_job_page_dup_spec (LuthierJobPage *self)
{
  LuthierJobSpec *asked = luthier_session_get_asked (luthier_job_page_get_session (self),
                                                     luthier_job_page_get_job (self));
  LuthierJobSpec *spec = asked != NULL ? luthier_job_spec_copy (asked)
                                       : luthier_job_to_spec (luthier_job_page_get_job (self));

  luthier_job_spec_set_intent_id (spec, NULL);
  luthier_job_spec_set_region (spec, luthier_job_get_region (luthier_job_page_get_job (self)));
  return spec;
}

/* The page itself tells how a cancel goes on; only what stops it needs more words. */
static void
cancelled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LuthierJobPage) self = user_data;
  g_autoptr (LuthierAdvice) advice = NULL;
  g_autoptr (GError) error = NULL;

  if (luthier_session_cancel_job_finish (LUTHIER_SESSION (source), result, &error))
    return;

  advice = luthier_advice_new_for_error (error);
  if (advice != NULL)
    luthier_job_page_toast (self, advice->title);
}

static void
cancel_answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LuthierJobPage) self = user_data;
  g_autofree char *answer = luthier_compat_ask_finish (result);

  if (g_strcmp0 (answer, "cancel-job") != 0 || luthier_job_page_get_job (self) == NULL)
    return;

  luthier_session_cancel_job_async (
      luthier_job_page_get_session (self), luthier_job_page_get_job (self),
      luthier_job_page_get_cancellable (self), cancelled_cb, g_object_ref (self));
}

static void
cancel_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  LuthierJobPage *self = LUTHIER_JOB_PAGE (widget);
  const LuthierResponse responses[] = {
    { "keep", _ ("_Keep Running"), LUTHIER_RESPONSE_PLAIN },
    { "cancel-job", _ ("_Cancel Job"), LUTHIER_RESPONSE_DESTRUCTIVE },
    { NULL, NULL, LUTHIER_RESPONSE_PLAIN },
  };
  g_autofree char *heading = NULL;

  /* Translators: %s is the name of a job */
  heading = g_strdup_printf (_ ("Cancel “%s”?"),
                             luthier_job_get_title (luthier_job_page_get_job (self)));
  luthier_compat_ask_async (widget, heading,
                            is_practice (self)
                                ? _ ("What was tuned so far is lost. A cancelled job cannot go on.")
                                : _ ("What was tuned so far is lost, and is charged for. "
                                     "A cancelled job cannot go on."),
                            responses, cancel_answered_cb, g_object_ref (self));
}

static void
tune_again_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  LuthierJobPage *self = LUTHIER_JOB_PAGE (widget);
  g_autoptr (LuthierJobSpec) spec = luthier_job_page_dup_spec (self);

  g_signal_emit_by_name (self, "tune-again", spec, LUTHIER_SPEC_FIELD_NONE);
}

static void
close_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  g_signal_emit_by_name (widget, "closed");
}

static void
compare_with_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  LuthierJob *job = luthier_job_page_get_job (LUTHIER_JOB_PAGE (widget));

  gtk_widget_activate_action (widget, "win.compare-with", "s", luthier_job_get_name (job));
}

static void
copy_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  LuthierJobPage *self = LUTHIER_JOB_PAGE (widget);
  g_autoptr (LuthierJobSpec) spec = luthier_job_page_dup_spec (self);
  g_autofree char *uri = luthier_session_get_request_uri (luthier_job_page_get_session (self),
                                                          spec);
  g_autofree char *text = luthier_snippet_new (g_variant_get_int32 (parameter), uri, spec);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
  luthier_job_page_toast (self, _ ("Copied"));
}

static void
console_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LuthierJobPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!g_app_info_launch_default_for_uri_finish (result, &error))
    luthier_job_page_toast (self, error->message);
}

static void
open_console_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  LuthierJobPage *self = LUTHIER_JOB_PAGE (widget);
  LuthierProfile *profile = luthier_session_get_profile (luthier_job_page_get_session (self));
  g_autofree char *uri = NULL;

  if (profile == NULL)
    return;

  uri = g_strdup_printf (
      "https://console.cloud.google.com/vertex-ai/tuning/locations/%s/tuningJob/%s/details"
      "?project=%s",
      luthier_job_get_region (luthier_job_page_get_job (self)),
      luthier_job_get_id (luthier_job_page_get_job (self)), luthier_profile_get_project (profile));
  g_app_info_launch_default_for_uri_async (uri, NULL, luthier_job_page_get_cancellable (self),
                                           console_opened_cb, g_object_ref (self));
}

static void
forget_answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LuthierJobPage) self = user_data;
  g_autofree char *answer = luthier_compat_ask_finish (result);
  LuthierJob *job = luthier_job_page_get_job (self);

  /* It may have turned up again meanwhile. */
  if (g_strcmp0 (answer, "remove") != 0 || job == NULL || !luthier_job_get_gone (job))
    return;

  luthier_session_forget_job (luthier_job_page_get_session (self), job);
  g_signal_emit_by_name (self, "closed");
}

static void
forget_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  LuthierJobPage *self = LUTHIER_JOB_PAGE (widget);
  const LuthierResponse responses[] = {
    { "keep", _ ("_Keep"), LUTHIER_RESPONSE_PLAIN },
    { "remove", _ ("_Remove"), LUTHIER_RESPONSE_DESTRUCTIVE },
    { NULL, NULL, LUTHIER_RESPONSE_PLAIN },
  };
  g_autofree char *heading = NULL;

  /* Translators: %s is the name of a job */
  heading = g_strdup_printf (_ ("Remove “%s”?"),
                             luthier_job_get_title (luthier_job_page_get_job (self)));
  luthier_compat_ask_async (widget, heading,
                            _ ("The service no longer has this job. What was seen of it is only on "
                               "this computer, and is removed with it."),
                            responses, forget_answered_cb, g_object_ref (self));
}

static void
show_example_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  luthier_job_page_show_example (LUTHIER_JOB_PAGE (widget),
                                 (guint64) MAX (g_variant_get_int64 (parameter), 0));
}

/**
 * luthier_job_page_install_actions:
 * @widget_class: the page's
 *
 * Gives pages their actions, "job.*".
 */
void
luthier_job_page_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "job.close", NULL, close_action);
  gtk_widget_class_install_action (widget_class, "job.cancel", NULL, cancel_action);
  gtk_widget_class_install_action (widget_class, "job.tune-again", NULL, tune_again_action);
  gtk_widget_class_install_action (widget_class, "job.compare-with", NULL, compare_with_action);
  gtk_widget_class_install_action (widget_class, "job.copy", "i", copy_action);
  gtk_widget_class_install_action (widget_class, "job.open-console", NULL, open_console_action);
  gtk_widget_class_install_action (widget_class, "job.forget", NULL, forget_action);
  gtk_widget_class_install_action (widget_class, "job.show-example", "x", show_example_action);
}

/**
 * luthier_job_page_update_actions:
 *
 * Enables what can be done with the job that is shown, as it is now.
 */
void
luthier_job_page_update_actions (LuthierJobPage *self)
{
  LuthierJob *job = luthier_job_page_get_job (self);
  LuthierCancel cancel = luthier_job_get_cancel (job);
  gboolean asked = cancel == LUTHIER_CANCEL_REQUESTED || cancel == LUTHIER_CANCEL_ACCEPTED;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "job.cancel",
                                 luthier_job_is_cancellable (job) && !asked);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "job.open-console", !is_practice (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "job.forget", luthier_job_get_gone (job));
}
