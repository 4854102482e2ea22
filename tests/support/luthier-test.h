/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gio/gio.h>

#include "luthier-lost-tag.h"

/* Nothing waits longer than this, whatever the machine's load. */
#ifdef __SANITIZE_ADDRESS__
#define LUTHIER_TEST_PATIENCE_MS 120000
#else
#define LUTHIER_TEST_PATIENCE_MS 30000
#endif

/* In milliseconds; LUTHIER_TEST_PATIENCE is for whoever runs tests slowly, such as under valgrind. */
static inline guint
luthier_test_get_patience (void)
{
  const char *text = g_getenv ("LUTHIER_TEST_PATIENCE");
  guint64 patience = LUTHIER_TEST_PATIENCE_MS;

  if (text != NULL)
    g_ascii_string_to_unsigned (text, 10, 1, G_MAXUINT, &patience, NULL);
  return (guint) patience;
}

static inline gboolean
luthier_test_wake_cb (gpointer late)
{
  *(gboolean *) late = TRUE;
  return G_SOURCE_REMOVE;
}

/* Runs the main loop until the condition holds; fails the test if it does not in time. */
#define luthier_test_wait_until(condition)                                                         \
  G_STMT_START                                                                                     \
  {                                                                                                \
    gboolean late_ = FALSE;                                                                        \
    guint id_ = g_timeout_add (luthier_test_get_patience (), luthier_test_wake_cb, &late_);        \
    while (!(condition) && !late_)                                                                 \
      g_main_context_iteration (NULL, TRUE);                                                       \
    if (!late_)                                                                                    \
      g_source_remove (id_);                                                                       \
    if (!(condition))                                                                              \
      g_error ("%s:%d: still not: %s", __FILE__, __LINE__, #condition);                            \
  }                                                                                                \
  G_STMT_END

/* The callback of an _async call under test: pass a GAsyncResult pointer that is NULL. */
static inline void
luthier_test_result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **place = user_data;

  g_assert_null (*place);
  *place = g_object_ref (result);
}

/* g_autoptr(GAsyncResult) result = NULL;
 * x_async (x, NULL, luthier_test_result_cb, &result);
 * luthier_test_wait_for (result); x_finish (x, result, &error); */
#define luthier_test_wait_for(result) luthier_test_wait_until ((result) != NULL)

/* A file of tests/, for reading. */
static inline GBytes *
luthier_test_read (const char *relative)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, relative, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;
  gsize length = 0;

  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (text, length);
}
