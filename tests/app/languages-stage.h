/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <glib/gi18n.h>

#include "luthier-dialog-test.h"
#include "luthier-manual-clock.h"
#include "luthier-practice-tuning.h"
#include "luthier-window.h"
#include "new-job-fixture.h"
#include "words-check.h"

/* The main window in a language of po/make-pseudo or the one that LUTHIER_TEST_LANGUAGE names, on a
 * practice service in this process and under a clock that stands still; and ways to look at it. */

#define MINUTE_MS 60000

typedef struct
{
  Fixture fixture;
  GtkWidget *window;
  GString *faults;
} Stage;

/* Of the language: ltr and rtl for those of po/make-pseudo, else its code. */
static const char *language;

static inline void
check (Stage *stage, GtkWidget *top, const char *screen, const char *foreign)
{
  g_autofree char *name = g_strdup_printf ("%s-%s", screen, language);
  WordsCheck words = { .screen = name, .more_foreign = foreign, .top = top };

  words.real = language == g_getenv ("LUTHIER_TEST_LANGUAGE");
  words.faults = stage->faults;
  luthier_ui_test_wait_frames (top, 3);
  words_check_widget (&words, top);
  words_take_picture (top, name);
}

/* A window of its own decoration has a border where nothing composes. */
static inline int
get_border (GtkWidget *window)
{
  return gtk_widget_has_css_class (window, "solid-csd") ? 10 : 0;
}

/* What is laid out anew in one frame may be told of in the next one, and want more room then: the
 * languages of po/make-pseudo, which are longer than real ones, may get it. */
static inline void
resize (Stage *stage, GtkWidget *window, const char *screen, int width)
{
  gtk_window_set_default_size (GTK_WINDOW (window), width + get_border (window),
                               700 + get_border (window));
  for (guint i = 0; i < 40 && gtk_widget_get_width (window) != width; i++)
    luthier_ui_test_wait_frames (window, 1);
  if (language == g_getenv ("LUTHIER_TEST_LANGUAGE"))
    luthier_ui_test_wait_frames (window, 3);
  if (gtk_widget_get_width (window) != width)
    g_string_append_printf (stage->faults, "%s: %d wide, not %d\n", screen,
                            gtk_widget_get_width (window), width);
  luthier_ui_test_wait_frames (window, 3);
}

static inline void
look_foreign (Stage *stage, GtkWidget *window, const char *screen, const char *foreign)
{
  g_autofree char *narrow = g_strconcat (screen, "-narrow", NULL);

  check (stage, window, screen, foreign);
#ifdef __SANITIZE_ADDRESS__
  /* There it is about what the screens do, which is the same at every width. */
  return;
#endif
  resize (stage, window, narrow, 360);
  check (stage, window, narrow, foreign);
  resize (stage, window, screen, 1000);
}

static inline void
look (Stage *stage, const char *screen)
{
  look_foreign (stage, stage->window, screen, NULL);
}

/* A menu or another popover, by the kind of what opens it. */
static inline void
look_at_popovers (Stage *stage, GtkWidget *widget, const char *screen, guint *count)
{
  if (!gtk_widget_get_mapped (widget) || GTK_IS_POPOVER (widget))
    return;
  if (GTK_IS_MENU_BUTTON (widget))
    {
      g_autofree char *name = g_strdup_printf ("%s-popover-%u", screen, ++*count);
      GtkWidget *popover = GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (widget)));

      gtk_menu_button_popup (GTK_MENU_BUTTON (widget));
      luthier_test_wait_until (gtk_widget_get_mapped (popover));
      check (stage, popover, name, NULL);
      gtk_menu_button_popdown (GTK_MENU_BUTTON (widget));
      luthier_test_wait_until (!gtk_widget_get_mapped (popover));
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    look_at_popovers (stage, child, screen, count);
}

static inline LuthierJob *
create_job (Stage *stage, const char *name)
{
  Fixture *fixture = &stage->fixture;
  g_autofree char *address = fixture_put (fixture, "train.jsonl");
  g_autoptr (LuthierJobSpec) spec = luthier_session_new_spec (fixture->session);

  luthier_job_spec_set_base_model (spec, "gemini-3.1-flash-lite");
  luthier_job_spec_set_region (spec, "us-central1");
  luthier_job_spec_set_training_uri (spec, address);
  luthier_job_spec_set_display_name (spec, name);
  luthier_job_spec_set_epoch_count (spec, 3);
  return fixture_create (fixture, spec);
}

static inline void
pass (Stage *stage, guint minutes)
{
  luthier_manual_clock_advance (LUTHIER_MANUAL_CLOCK (stage->fixture.clock), minutes * MINUTE_MS);
}

static inline gboolean
tick_cb (gpointer clock)
{
  luthier_manual_clock_advance (clock, 1000);
  return G_SOURCE_CONTINUE;
}

/* Time passes meanwhile: a region that is down is asked again a few times. */
static inline void
refresh (Stage *stage)
{
  g_autoptr (GAsyncResult) result = NULL;
  guint ticks = g_timeout_add (10, tick_cb, stage->fixture.clock);

  luthier_session_refresh_async (stage->fixture.session, NULL, luthier_test_result_cb, &result);
  luthier_test_wait_for (result);
  g_source_remove (ticks);
  luthier_session_refresh_finish (stage->fixture.session, result, NULL);
}

/* Of today, so that what was a while ago was today, too, whenever this runs. */
static inline gint64
get_noon (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime)
      noon = g_date_time_new_utc (g_date_time_get_year (now), g_date_time_get_month (now),
                                  g_date_time_get_day_of_month (now), 12, 0, 0);

  return g_date_time_to_unix (noon) * G_USEC_PER_SEC;
}

/* As the fixture's, with a clock that stands still, and jobs of before. */
static inline void
stage_set_up (Stage *stage)
{
  Fixture *fixture = &stage->fixture;
  g_autoptr (GError) error = NULL;

  fixture->directory = g_dir_make_tmp ("luthier-languages-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->clock = luthier_manual_clock_new (get_noon ());
  fixture->practice = luthier_practice_new (fixture->clock, "acme", NULL, NULL, 1, &error);
  g_assert_no_error (error);
  luthier_practice_listen (fixture->practice, 0, &error);
  g_assert_no_error (error);
  luthier_practice_objects_make_bucket (luthier_practice_get_objects (fixture->practice), BUCKET,
                                        "US");
  luthier_practice_tuning_seed (luthier_practice_get_tuning (fixture->practice), 20);
  fixture_start_session (fixture);
  fixture_sign_in (fixture);
  fixture->window = GTK_WINDOW (gtk_window_new ());
  stage->window = luthier_window_new (GTK_APPLICATION (luthier_ui_test_application),
                                      fixture->session);
  gtk_window_present (GTK_WINDOW (stage->window));
  luthier_test_wait_until (gtk_widget_get_mapped (stage->window));
  resize (stage, stage->window, "window", 1000);
}

static inline void
stage_tear_down (Stage *stage)
{
  luthier_ui_test_destroy (stage->window);
  fixture_tear_down (&stage->fixture, NULL);
}

static inline GtkWidget *
find_in (GtkWidget *root, const char *type)
{
  return luthier_ui_test_find (root, g_type_from_name (type), NULL);
}

/* What the button says, as the user reads it. */
static inline void
press (GtkWidget *root, const char *label)
{
  GtkWidget *button = luthier_ui_test_find (root, GTK_TYPE_BUTTON, _ (label));

  if (button == NULL)
    g_error ("There is no button “%s”", label);
  g_signal_emit_by_name (button, "clicked");
}

static inline void
wait_for (Stage *stage, const char *words)
{
  guint ticks = g_timeout_add (10, tick_cb, stage->fixture.clock);

  luthier_test_wait_until (luthier_ui_test_says (stage->window, _ (words)));
  g_source_remove (ticks);
}

static inline void
look_at_dialog (Stage *stage, GType type, const char *screen, const char *foreign)
{
  GtkWidget *dialog = luthier_dialog_test_wait (type);

  check (stage, dialog, screen, foreign);
  luthier_dialog_test_close (dialog);
}

static inline void
look_at_question (Stage *stage, const char *screen)
{
  look_at_dialog (stage, LUTHIER_TEST_TYPE_QUESTION, screen, NULL);
}

/* FALSE if this system has no locale that the language could borrow from. */
static inline gboolean
speak (void)
{
  gboolean mirrored = gtk_widget_get_default_direction () == GTK_TEXT_DIR_RTL;
  g_autofree char *catalogues = g_build_filename (g_getenv ("LUTHIER_TEST_BUILD_ROOT"), "po", NULL);
  g_autofree char *locales = g_build_filename (catalogues, "locale", NULL);

  g_setenv ("LOCPATH", locales, TRUE);
  language = g_getenv ("LUTHIER_TEST_LANGUAGE");
  g_setenv ("LANGUAGE", language != NULL ? language : "", TRUE);
  if (language == NULL)
    language = mirrored ? "rtl" : "ltr";
  if (setlocale (LC_MESSAGES, mirrored ? "ar_XB.UTF-8" : "en_XA.UTF-8") == NULL)
    return FALSE;
  bindtextdomain (GETTEXT_PACKAGE, catalogues);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  return TRUE;
}
