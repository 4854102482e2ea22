/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-rewrite-window.h"
#include "luthier-ui-test.h"

/* Files in a folder of their own, and the document of one of them. */
typedef struct
{
  LuthierSession *session;
  char *directory;
  GtkWidget *parent;
  LuthierDatasetDocument *document; /* (owned) (nullable) */
} Rewriting;

#define REWRITING_EXAMPLE(question, answer)                                                        \
  "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"" question                             \
  "\"}]},{\"role\":\"model\",\"parts\":[{\"text\":\"" answer "\"}]}]}\n"

#define REWRITING_SOUND REWRITING_EXAMPLE ("A", "B") REWRITING_EXAMPLE ("C", "D")

/* Five lines, one of them no JSON, and two blank ones. */
#define REWRITING_FAULTY                                                                           \
  REWRITING_EXAMPLE ("A", "B")                                                                     \
  "\n"                                                                                             \
  "{\"contents\": [}\n" REWRITING_EXAMPLE ("C", " D ") "\n" REWRITING_EXAMPLE ("E", "F")           \
      REWRITING_EXAMPLE ("G", "H  ")

static inline void
rewriting_set_up (Rewriting *self)
{
  g_autoptr (GBytes) text = g_resources_lookup_data ("/io/github/luthierapp/Luthier/catalogue.json",
                                                     G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autoptr (LuthierClock) clock = luthier_clock_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (LuthierCatalogue) catalogue = luthier_catalogue_new (text, &error);
  g_autofree char *store = NULL;

  g_assert_no_error (error);
  self->directory = g_dir_make_tmp ("luthier-rewrite-XXXXXX", &error);
  g_assert_no_error (error);
  store = g_build_filename (self->directory, "store.db", NULL);
  self->session = g_object_new (LUTHIER_TYPE_SESSION, "clock", clock, "catalogue", catalogue,
                                "store-path", store, NULL);
  self->parent = adw_application_window_new (GTK_APPLICATION (luthier_ui_test_application));
  luthier_ui_test_present (self->parent, 400, 300);
}

static inline void
rewriting_tear_down (Rewriting *self)
{
  g_autoptr (GFile) directory = g_file_new_for_path (self->directory);
  g_autoptr (GFileEnumerator) files = NULL;
  GFile *file = NULL;

  luthier_ui_test_destroy (self->parent);
  if (self->document != NULL)
    luthier_dataset_document_close (self->document);
  g_clear_object (&self->document);
  g_clear_object (&self->session);
  files = g_file_enumerate_children (directory, "standard::name", 0, NULL, NULL);
  while (g_file_enumerator_iterate (files, NULL, &file, NULL, NULL) && file != NULL)
    g_file_delete (file, NULL, NULL);
  g_file_delete (directory, NULL, NULL);
  g_free (self->directory);
}

static inline GFile *
rewriting_get_file (Rewriting *self, const char *name)
{
  g_autofree char *path = g_build_filename (self->directory, name, NULL);

  return g_file_new_for_path (path);
}

static inline void
rewriting_write (Rewriting *self, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (self->directory, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

/* So many that are not alike. */
static inline char *
rewriting_make_examples (guint n_examples)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n_examples; i++)
    g_string_append_printf (text, REWRITING_EXAMPLE ("Question %u", "Answer %u"), i, i);
  return g_string_free (text, FALSE);
}

static inline void
rewriting_open (Rewriting *self, const char *name)
{
  g_autoptr (GFile) file = rewriting_get_file (self, name);

  g_assert_null (self->document);
  self->document = luthier_dataset_document_new (self->session, file);
}

/* Opens a file with that text, and waits until it is known what is wrong with it. */
static inline void
rewriting_check (Rewriting *self, const char *name, const char *text)
{
  rewriting_write (self, name, text);
  rewriting_open (self, name);
  luthier_test_wait_until (luthier_dataset_document_get_state (self->document) ==
                           LUTHIER_DOCUMENT_CHECKED);
}
