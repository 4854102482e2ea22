/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-attention.h"

#include "intent-fixture.h"
#include "luthier-intents-section.h"
#include "luthier-jobs-list.h"
#include "luthier-missed-card.h"

static GListStore *
jobs_new (guint n)
{
  GListStore *jobs = g_list_store_new (LUTHIER_TYPE_JOB);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *members = g_strdup_printf (
          "\"tunedModelDisplayName\":\"job-%u\",\"state\":\"JOB_STATE_%s\","
          "\"createTime\":\"2026-11-22T11:%02u:00Z\",\"endTime\":\"2026-11-22T12:00:00Z\"",
          i, i == 0 ? "RUNNING" : "SUCCEEDED", 59 - i % 60);
      g_autoptr (LuthierJob) job = luthier_ui_test_job_new ("us-central1", i, members);

      g_list_store_append (jobs, job);
    }
  return jobs;
}

static gboolean
shows (GtkWidget *window, GListStore *jobs, guint position)
{
  g_autoptr (GObject) job = g_list_model_get_item (G_LIST_MODEL (jobs), position);

  luthier_ui_test_wait_frames (window, 3);
  return luthier_attention_shows (GTK_WINDOW (window), job);
}

static void
test_list (gconstpointer narrow)
{
  g_autoptr (GListStore) jobs = jobs_new (40);
  GtkWidget *list = g_object_new (LUTHIER_TYPE_JOBS_LIST, "jobs", jobs, "narrow",
                                  GPOINTER_TO_INT (narrow), NULL);
  GtkWidget *window = luthier_ui_test_show (list, GPOINTER_TO_INT (narrow) ? 360 : 1000, 500);
  GtkWidget *view;

  g_assert_true (shows (window, jobs, 0));
  g_assert_true (shows (window, jobs, 2));
  /* What has to be scrolled to is not seen. */
  g_assert_false (shows (window, jobs, 39));
  view = luthier_ui_test_find (window, GTK_TYPE_LIST_VIEW, NULL);
  if (view == NULL)
    view = gtk_widget_get_last_child (luthier_ui_test_find (window, GTK_TYPE_COLUMN_VIEW, NULL));
  gtk_widget_activate_action (view, "list.scroll-to-item", "u", 39);
  g_assert_true (shows (window, jobs, 39));
  g_assert_false (shows (window, jobs, 0));

  /* Nor what is filtered out. */
  g_object_set (list, "group", "active", NULL);
  g_assert_true (shows (window, jobs, 0));
  g_assert_false (shows (window, jobs, 39));
  luthier_ui_test_destroy (window);
}

/* Another page, or a dialog, is in front. */
static void
test_covered (void)
{
  g_autoptr (GListStore) jobs = jobs_new (2);
  GtkWidget *stack = gtk_stack_new ();
  GtkWidget *overlay = gtk_overlay_new ();
  GtkWidget *cover = gtk_label_new ("In front");
  GtkWidget *window;

  gtk_stack_add_named (GTK_STACK (stack), g_object_new (LUTHIER_TYPE_JOBS_LIST, "jobs", jobs, NULL),
                       "jobs");
  gtk_stack_add_named (GTK_STACK (stack), gtk_label_new ("Another page"), "other");
  gtk_overlay_set_child (GTK_OVERLAY (overlay), stack);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), cover);
  gtk_widget_set_visible (cover, FALSE);
  window = luthier_ui_test_show (overlay, 1000, 500);
  g_assert_true (shows (window, jobs, 1));

  gtk_widget_set_visible (cover, TRUE);
  g_assert_false (shows (window, jobs, 1));
  gtk_widget_set_visible (cover, FALSE);
  gtk_stack_set_visible_child_name (GTK_STACK (stack), "other");
  g_assert_false (shows (window, jobs, 1));
  gtk_stack_set_visible_child_name (GTK_STACK (stack), "jobs");
  g_assert_true (shows (window, jobs, 1));
  luthier_ui_test_destroy (window);
  g_assert_false (luthier_attention_shows (NULL, G_OBJECT (jobs)));
}

/* It is listed as missed, or only counted. */
static void
test_card (void)
{
  g_autoptr (GListStore) jobs = jobs_new (3);
  g_autoptr (LuthierJob) another = luthier_ui_test_job_new ("us-central1", 9, "");
  GtkWidget *card = g_object_new (LUTHIER_TYPE_MISSED_CARD, "jobs", jobs, NULL);
  GtkWidget *window = luthier_ui_test_show (card, 800, 400);

  g_assert_true (shows (window, jobs, 1));
  g_list_store_append (jobs, another);
  g_assert_false (shows (window, jobs, 1));
  luthier_ui_test_destroy (window);
}

static void
test_intents (void)
{
  g_autoptr (GListStore) intents = g_list_store_new (LUTHIER_TYPE_INTENT);
  g_autoptr (LuthierClock) clock = luthier_manual_clock_new (0);
  GtkWidget *section = g_object_new (LUTHIER_TYPE_INTENTS_SECTION, "clock", clock, "intents",
                                     intents, NULL);
  GtkWidget *window;

  for (guint i = 0; i < 8; i++)
    {
      g_autofree char *name = g_strdup_printf ("tone-%u", i);
      g_autoptr (LuthierIntent) intent = intent_new (
          name, i == 0 ? LUTHIER_INTENT_ASKS : LUTHIER_INTENT_REFUSED, LUTHIER_INTENT_WAIT_NONE);

      g_list_store_append (intents, intent);
    }
  window = luthier_ui_test_show (section, 800, 900);
  g_assert_true (shows (window, intents, 0));
  g_assert_true (shows (window, intents, 1));
  /* Folded away. */
  g_assert_false (shows (window, intents, 7));
  g_object_set (section, "unfolded", TRUE, NULL);
  g_assert_true (shows (window, intents, 7));
  luthier_ui_test_destroy (window);
}

/* The user looks at the window that has the focus. */
static void
test_focus (void)
{
  g_autoptr (GListStore) jobs = jobs_new (1);
  g_autoptr (GObject) job = g_list_model_get_item (G_LIST_MODEL (jobs), 0);
  GtkApplication *application = GTK_APPLICATION (luthier_ui_test_application);
  GtkWidget *window = gtk_application_window_new (application);

  gtk_window_set_child (GTK_WINDOW (window),
                        g_object_new (LUTHIER_TYPE_JOBS_LIST, "jobs", jobs, NULL));
  g_assert_false (luthier_attention_is_on (application, job));
  luthier_ui_test_present (window, 1000, 500);
  luthier_test_wait_until (gtk_window_is_active (GTK_WINDOW (window)));
  luthier_ui_test_wait_frames (window, 3);
  g_assert_true (luthier_attention_is_on (application, job));
  luthier_ui_test_destroy (window);
  g_assert_false (luthier_attention_is_on (application, job));
}

int
main (int argc, char *argv[])
{
  luthier_ui_test_init (&argc, &argv);
  g_test_add_data_func ("/attention/list", GINT_TO_POINTER (FALSE), test_list);
  g_test_add_data_func ("/attention/list-narrow", GINT_TO_POINTER (TRUE), test_list);
  g_test_add_func ("/attention/covered", test_covered);
  g_test_add_func ("/attention/card", test_card);
  g_test_add_func ("/attention/intents", test_intents);
  g_test_add_func ("/attention/focus", test_focus);
  return g_test_run ();
}
