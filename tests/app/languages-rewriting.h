/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "languages-stage.h"
#include "luthier-dataset-check.h"
#include "luthier-example-view.h"
#include "luthier-rewrite-window.h"

/* An example as a conversation, and every page of the dialogs that make copies of a dataset. */

/* What the files say, and what fields and formats are called. */
#define EXAMPLE_WORDS                                                                              \
  "Question|Answer|narrator|assistant|comment|tools|look|label|image/png|JSON|Gemini|\\bat\\b|"    \
  "\\bOpenAI\\b|\\bCSV\\b|UTF-8|(text_in|in|out)put|prompt|completion|instruction|\\bname\\b|role"

/* With something wrong in every turn. */
#define EXAMPLE_FAULTY                                                                             \
  "{\"systemInstruction\":{\"parts\":[{\"text\":\"Question?\"}]},\"contents\":[{\"role\":"         \
  "\"user\",\"parts\":[{\"fileData\":{\"mimeType\":\"image/png\",\"fileUri\":"                     \
  "\"gs://acme/a.png\"}},{\"inlineData\":{\"data\":\"AAAA\"}},{\"text\":\"Question\"}]},{"         \
  "\"role\":\"model\",\"parts\":[{\"functionCall\":{\"name\":\"look\",\"args\":{\"at\":1}}},{"     \
  "\"functionResponse\":{\"response\":{}}}]},{\"role\":\"narrator\",\"parts\":[]},{\"parts\":[{"   \
  "\"text\":\"  \"}]},{\"role\":\"tool\",\"parts\":[{\"text\":\"Answer\"}]},{\"role\":"            \
  "\"assistant\",\"parts\":[{\"text\":\"Answer  \"}]},{\"role\":\"model\",\"parts\":[{\"text\":"   \
  "\"\"}]}],\"completions\":[{\"score\":1,\"completion\":{\"parts\":[{\"text\":\"Answer\"}]}},{"   \
  "\"score\":0,\"completion\":{\"parts\":[{\"text\":\"Answer\"}]}},{\"completion\":{\"role\":"     \
  "\"model\"}}],\"references\":{\"label\":\"Answer\"},\"comment\":1}"

static inline void
look_at_line (
    Stage *stage, GtkWidget *view, GtkWidget *window, const char *line, const char *screen)
{
  LuthierDatasetRules rules = { 0 };
  g_autoptr (GPtrArray) findings = luthier_dataset_check_line (&rules, line, strlen (line));
  g_autoptr (GBytes) bytes = g_bytes_new (line, strlen (line));

  luthier_example_view_show (LUTHIER_EXAMPLE_VIEW (view), bytes, 1, findings, NULL);
  luthier_ui_test_wait_frames (window, 3);
  look_foreign (stage, window, screen, EXAMPLE_WORDS);
}

static inline void
play_example (Stage *stage)
{
  GtkWidget *view = luthier_example_view_new ();
  GtkWidget *window = luthier_ui_test_show (view, 1000, 700);
  g_autofree char *word = g_strnfill (70000, '1');
  g_autofree char *endless = g_strdup_printf ("{\"prompt\":\"%s\"}", word);

  look_foreign (stage, window, "example-empty", NULL);
  look_at_line (stage, view, window, EXAMPLE_FAULTY, "example");
  look_at_line (stage, view, window, "{\"contents\":[}", "example-broken");
  look_at_line (stage, view, window, "[]", "example-nothing");
  look_at_line (stage, view, window, endless, "example-long");
  g_object_set (view, "raw", TRUE, NULL);
  look_at_line (stage, view, window, endless, "example-long-raw");
  luthier_ui_test_destroy (window);
}

static inline LuthierDatasetDocument *
open_dataset (Stage *stage, const char *name, const char *text)
{
  g_autofree char *uri = fixture_write (&stage->fixture, name, text);
  g_autoptr (GFile) file = g_file_new_for_uri (uri);
  LuthierDatasetDocument *document = luthier_dataset_document_new (stage->fixture.session, file);

  luthier_test_wait_until (luthier_dataset_document_get_state (document) ==
                           LUTHIER_DOCUMENT_CHECKED);
  return document;
}

static inline gboolean
is_on_page (GtkWidget *window, const char *page)
{
  GtkStack *stack = GTK_STACK (
      gtk_widget_get_template_child (window, LUTHIER_TYPE_REWRITE_WINDOW, "stack"));

  return g_str_equal (gtk_stack_get_visible_child_name (stack), page);
}

/* The questions, why it failed if source and target are one file, and what comes of it. */
static inline void
look_at_rewriting (
    Stage *stage, LuthierRewriteKind kind, const char *name, const char *text, const char *screen)
{
  g_autofree char *done = g_strconcat (screen, "-done", NULL);
  g_autofree char *failed = g_strconcat (screen, "-failed", NULL);
  g_autoptr (LuthierDatasetDocument) document = open_dataset (stage, name, text);
  GFile *source = luthier_dataset_document_get_file (document);
  g_autofree char *path = g_build_filename (stage->fixture.directory, "train-copy.jsonl", NULL);
  g_autofree char *second_path = g_build_filename (stage->fixture.directory, "train-rest.jsonl",
                                                   NULL);
  g_autoptr (GFile) target = g_file_new_for_path (path);
  g_autoptr (GFile) second = g_file_new_for_path (second_path);
  GtkWidget *window = luthier_rewrite_window_new (GTK_WINDOW (stage->window), document, kind);

  gtk_window_present (GTK_WINDOW (window));
  luthier_test_wait_until (gtk_widget_get_mapped (window));
  resize (stage, window, screen, 1000);
  look_foreign (stage, window, screen, EXAMPLE_WORDS);
  luthier_rewrite_window_run (LUTHIER_REWRITE_WINDOW (window), source, second);
  check (stage, window, screen, EXAMPLE_WORDS);
  luthier_test_wait_until (is_on_page (window, "ask"));
  look_foreign (stage, window, failed, EXAMPLE_WORDS);
  luthier_rewrite_window_run (LUTHIER_REWRITE_WINDOW (window), target, second);
  luthier_test_wait_until (is_on_page (window, "done"));
  look_foreign (stage, window, done, EXAMPLE_WORDS);
  luthier_ui_test_destroy (window);
  luthier_dataset_document_close (document);
}

static inline void
play_rewriting (Stage *stage)
{
  g_autofree char *good = fixture_make_examples (120);
  g_autofree char *faulty = g_strconcat (good, "{\"contents\": [}\r\n\n", EXAMPLE_FAULTY, "\n",
                                         good, NULL);

  look_at_rewriting (stage, LUTHIER_REWRITE_MEND, "train-bad.jsonl", faulty, "rewrite-mend");
  look_at_rewriting (stage, LUTHIER_REWRITE_CONVERT, "train-chat.jsonl",
                     "{\"messages\":[{\"role\":\"user\",\"name\":\"Ann\",\"content\":\"Question\"},"
                     "{\"role\":\"assistant\",\"content\":\"Answer\",\"weight\":0}]}\n",
                     "rewrite-convert");
  look_at_rewriting (stage, LUTHIER_REWRITE_SPLIT, "train-good.jsonl", good, "rewrite-split");
}
