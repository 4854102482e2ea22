/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What libFuzzer calls, or fuzz-main.c with files that once were trouble. Input that breaks a
 * promise of the code ends the process by abort(), which both notice. */
int LLVMFuzzerInitialize (int *argc, char ***argv);
int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

#define fuzz_assert(condition)                                                                     \
  G_STMT_START                                                                                     \
  {                                                                                                \
    if (!(condition))                                                                              \
      {                                                                                            \
        g_printerr ("%s:%d: not so: %s\n", __FILE__, __LINE__, #condition);                        \
        abort ();                                                                                  \
      }                                                                                            \
  }                                                                                                \
  G_STMT_END

/* Newer versions of libsoup warn of what somebody else has sent. */
static inline gboolean
fuzz_is_of_libsoup (const GLogField *fields, gsize n_fields)
{
  for (gsize i = 0; i < n_fields; i++)
    if (g_str_equal (fields[i].key, "GLIB_DOMAIN"))
      return g_str_equal (fields[i].value, "libsoup");
  return FALSE;
}

/* GLib would end the process by a signal that the fuzzer does not catch. */
static inline GLogWriterOutput
fuzz_log (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer user_data)
{
  if (!(level & (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING)) ||
      ((level & G_LOG_LEVEL_WARNING) && fuzz_is_of_libsoup (fields, n_fields)))
    return G_LOG_WRITER_HANDLED;
  g_log_writer_standard_streams (level, fields, n_fields, user_data);
  abort ();
}

/* A folder of this process's own; in memory if there is such a place. */
static inline const char *
fuzz_get_folder (void)
{
  static char *folder;
  const char *place = g_file_test ("/dev/shm", G_FILE_TEST_IS_DIR) ? "/dev/shm" : g_get_tmp_dir ();

  if (folder == NULL)
    {
      folder = g_strdup_printf ("%s/luthier-fuzz-XXXXXX", place);
      fuzz_assert (g_mkdtemp (folder) != NULL);
    }
  return folder;
}

static inline void
fuzz_remove_folder (void)
{
  g_autoptr (GDir) dir = g_dir_open (fuzz_get_folder (), 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fuzz_get_folder (), name, NULL);
      g_remove (path);
    }
  g_rmdir (fuzz_get_folder ());
}

static inline GFile *
fuzz_get_file (const char *name)
{
  g_autofree char *path = g_build_filename (fuzz_get_folder (), name, NULL);

  return g_file_new_for_path (path);
}

static inline GFile *
fuzz_write (const char *name, gconstpointer data, gsize size)
{
  GFile *file = fuzz_get_file (name);
  FILE *stream = fopen (g_file_peek_path (file), "wb");

  fuzz_assert (stream != NULL);
  fuzz_assert (size == 0 || fwrite (data, 1, size, stream) == size);
  fuzz_assert (fclose (stream) == 0);
  return file;
}

static inline char *
fuzz_read (GFile *file, gsize *length)
{
  char *text = NULL;

  fuzz_assert (g_file_get_contents (g_file_peek_path (file), &text, length, NULL));
  return text;
}

static inline void
fuzz_begin (void)
{
  g_log_set_writer_func (fuzz_log, NULL, NULL);
  /* Whatever G_DEBUG says: fuzz_log() ends the process. */
  g_log_set_always_fatal (G_LOG_FATAL_MASK);
  atexit (fuzz_remove_folder);
}
