/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-fuzz.h"

/* In the place of libFuzzer: runs files once, as an ordinary test. */

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
run_file (const char *folder, const char *name, guint number)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *text = NULL;
  g_autofree guint8 *data = NULL;
  gsize length;

  fuzz_assert (g_file_get_contents (path, &text, &length, NULL));
  /* Of the exact size, so that a sanitizer notices what is read beyond it. */
  data = g_memdup2 (text, length);
  LLVMFuzzerTestOneInput (data, length);
  g_print ("ok %u %s\n", number, name);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GDir) dir = argc == 2 ? g_dir_open (argv[1], 0, NULL) : NULL;
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  if (dir == NULL)
    {
      g_printerr ("%s FOLDER\n", argv[0]);
      return 2;
    }
  while ((name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);

  g_print ("1..%u\n", names->len + 1);
  LLVMFuzzerInitialize (&argc, &argv);
  LLVMFuzzerTestOneInput ((const guint8 *) "", 0);
  g_print ("ok 1 nothing\n");
  for (guint i = 0; i < names->len; i++)
    run_file (argv[1], g_ptr_array_index (names, i), i + 2);
  return 0;
}
