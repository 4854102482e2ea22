/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

/* convert-file SOURCE TARGET: what "Convert and Save a Copy" does, for tests with data of others. */

#include "luthier-dataset-convert.h"

int
main (int argc, char **argv)
{
  LuthierDatasetMeter meter = { 0 };
  g_autoptr (GFile) source = argc == 3 ? g_file_new_for_commandline_arg (argv[1]) : NULL;
  g_autoptr (GFile) target = argc == 3 ? g_file_new_for_commandline_arg (argv[2]) : NULL;
  g_autoptr (LuthierDatasetOutcome) outcome = NULL;
  g_autoptr (GError) error = NULL;

  if (source == NULL)
    {
      g_printerr ("Usage: convert-file SOURCE TARGET\n");
      return 2;
    }
  outcome = luthier_dataset_convert (source, target, LUTHIER_FORMAT_UNKNOWN, &meter, NULL, &error);
  if (outcome == NULL)
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  return 0;
}
