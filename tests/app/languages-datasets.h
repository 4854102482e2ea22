/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "languages-stage.h"
#include "luthier-dataset-window-private.h"

/* The Dataset window in each of its states. */

/* What the files say, what they are called and where they lie; and what fields are called. */
#define DATASET_WORDS                                                                               \
  "Question number|Answer|~?/\\S+|[\\w-]+\\.jsonl|[0-9a-f]{12,}…?|SHA-256|JSON|CSV|Gemini|UTF-8|" \
  "gemini-[\\w.-]+|\\b[CFL]\\d\\d\\b|\\b[kMG]?B\\b|[Mm]odel|contents|parts|messages|\\brole\\b"

static inline LuthierDatasetWindow *
dataset_open (Stage *stage, const char *name, const char *text)
{
  g_autofree char *uri = text != NULL ? fixture_write (&stage->fixture, name, text) : NULL;
  g_autofree char *path = g_build_filename (stage->fixture.directory, name, NULL);
  g_autoptr (GFile) file = uri != NULL ? g_file_new_for_uri (uri) : g_file_new_for_path (path);
  LuthierDatasetWindow *window = luthier_dataset_window_open (
      GTK_APPLICATION (luthier_ui_test_application), stage->fixture.session, file, NULL, 0);

  luthier_test_wait_until (gtk_widget_get_mapped (GTK_WIDGET (window)));
  return window;
}

static inline void
dataset_wait (Stage *stage, LuthierDatasetWindow *window, const char *screen)
{
  LuthierDatasetDocument *document = luthier_dataset_window_get_document (window);

  luthier_test_wait_until (luthier_dataset_document_get_state (document) !=
                           LUTHIER_DOCUMENT_CHECKING);
  luthier_ui_test_wait_frames (GTK_WIDGET (window), 5);
  resize (stage, GTK_WIDGET (window), screen, 1000);
}

static inline void
dataset_look (Stage *stage, LuthierDatasetWindow *window, const char *screen)
{
  look_foreign (stage, GTK_WIDGET (window), screen, DATASET_WORDS);
}

static inline void
dataset_show_statistics (LuthierDatasetWindow *window)
{
  GtkWidget *switcher = luthier_ui_test_find (GTK_WIDGET (window), GTK_TYPE_STACK_SWITCHER, NULL);

  gtk_stack_set_visible_child_name (gtk_stack_switcher_get_stack (GTK_STACK_SWITCHER (switcher)),
                                    "statistics");
}

static inline void
play_dataset (Stage *stage)
{
  g_autofree char *good = fixture_make_examples (120);
  LuthierDatasetWindow *window = dataset_open (stage, "train-good.jsonl", good);
  guint count = 0;

  dataset_wait (stage, window, "dataset-clean");
  dataset_look (stage, window, "dataset-clean");
  look_at_popovers (stage, GTK_WIDGET (window), "dataset", &count);
  g_assert_cmpuint (count, >=, 2);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.search", NULL);
  dataset_look (stage, window, "dataset-search");
  dataset_show_statistics (window);
  dataset_look (stage, window, "dataset-statistics");
  luthier_ui_test_destroy (GTK_WIDGET (window));

  window = dataset_open (stage, "train-gone.jsonl", NULL);
  dataset_wait (stage, window, "dataset-unreadable");
  /* Why is the system's sentence. */
  look_foreign (stage, GTK_WIDGET (window), "dataset-unreadable", DATASET_WORDS "|Error .*");
  luthier_ui_test_destroy (GTK_WIDGET (window));
}

static inline void
play_dataset_findings (Stage *stage)
{
  g_autofree char *good = fixture_make_examples (120);
  g_autofree char *three = g_strconcat (good, "{\"contents\": [}\n\n{\"messages\": []}\n", NULL);
  g_autoptr (GString) many = g_string_new (NULL);
  LuthierDatasetWindow *window = dataset_open (stage, "train-bad.jsonl", three);

  dataset_wait (stage, window, "dataset-findings");
  dataset_look (stage, window, "dataset-findings");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.next-finding", NULL);
  resize (stage, GTK_WIDGET (window), "dataset-example-narrow", 360);
  check (stage, GTK_WIDGET (window), "dataset-example-narrow", DATASET_WORDS);
  luthier_ui_test_destroy (GTK_WIDGET (window));

  for (guint i = 0; i < 2500; i++)
    g_string_append (many, i % 2 == 0 ? "{\"contents\": [}\n" : "[]\n");
  window = dataset_open (stage, "train-broken.jsonl", many->str);
  check (stage, GTK_WIDGET (window), "dataset-checking", DATASET_WORDS);
  dataset_wait (stage, window, "dataset-many");
  dataset_look (stage, window, "dataset-many");
  luthier_ui_test_destroy (GTK_WIDGET (window));
}
