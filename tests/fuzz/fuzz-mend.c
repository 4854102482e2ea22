/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-fuzz.h"

#include "luthier-dataset-mend.h"
#include "luthier-json.h"

/* The mender: a copy whose lines are all JSON is not mended any further. */

static LuthierDatasetOutcome *
mend (GFile *source, GFile *target, LuthierDatasetRepairs repairs)
{
  LuthierDatasetMeter meter = { 0 };
  g_autoptr (GError) error = NULL;
  LuthierDatasetOutcome *outcome = luthier_dataset_mend (source, target, repairs, &meter, NULL,
                                                         &error);

  fuzz_assert ((outcome == NULL) == (error != NULL));
  if (outcome != NULL)
    fuzz_assert (outcome->written <= outcome->read);
  return outcome;
}

/* Whether every line is a JSON object; bytes are not what mending is about here. */
static gboolean
is_sound (const char *text, gsize length)
{
  const char *at = text, *end = text + length;

  while (at < end)
    {
      const char *newline = memchr (at, '\n', (gsize) (end - at));
      g_autoptr (LuthierJson) json = NULL;

      if (newline == NULL)
        return FALSE;
      json = luthier_json_parse_text (at, newline - at, NULL);
      if (json == NULL ||
          luthier_json_value_get_kind (luthier_json_get_root (json)) != LUTHIER_JSON_OBJECT)
        return FALSE;
      at = newline + 1;
    }
  return TRUE;
}

int
LLVMFuzzerInitialize (int *argc, char ***argv)
{
  fuzz_begin ();
  return 0;
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  gsize offset = MIN (size, 2);
  LuthierDatasetRepairs repairs = offset < 2 ? 0x1ff : (guint) data[0] | (data[1] & 1u) << 8;
  g_autoptr (GFile) source = fuzz_write ("mend.jsonl", data + offset, size - offset);
  g_autoptr (GFile) once = fuzz_get_file ("once.jsonl");
  g_autoptr (GFile) twice = fuzz_get_file ("twice.jsonl");
  g_autoptr (LuthierDatasetOutcome) outcome = mend (source, once, repairs);
  g_autoptr (LuthierDatasetOutcome) again = NULL;
  g_autofree char *text = NULL, *more = NULL;
  gsize length, n_more;

  if (outcome == NULL)
    return 0;
  text = fuzz_read (once, &length);
  if (repairs & LUTHIER_REPAIR_BROKEN_LINES && repairs & LUTHIER_REPAIR_BLANK_LINES)
    fuzz_assert (is_sound (text, length));
  if (!is_sound (text, length) || outcome->written == 0)
    return 0;
  again = mend (once, twice, repairs);
  fuzz_assert (again != NULL);
  more = fuzz_read (twice, &n_more);
  fuzz_assert (length == n_more && memcmp (text, more, length) == 0);
  return 0;
}
