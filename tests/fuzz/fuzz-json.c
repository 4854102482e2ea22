/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-fuzz.h"

#include "luthier-json-scanner.h"
#include "luthier-json-text.h"
#include "luthier-json.h"

/* The reader: it and the scanner agree, what was read is written and read again as the same. */

static gboolean
scan (const guint8 *data, gsize size)
{
  g_autofree char *text = g_malloc0 (size + LUTHIER_JSON_PADDING + 1);
  LuthierJsonScanner scanner;
  LuthierJsonToken token;

  memcpy (text, data, size);
  luthier_json_scanner_init (&scanner, text, size);
  while ((token = luthier_json_scanner_next (&scanner)) > LUTHIER_JSON_TOKEN_END)
    {
      fuzz_assert (scanner.start >= text && scanner.start + scanner.length <= text + size);
      if (token == LUTHIER_JSON_TOKEN_STRING || token == LUTHIER_JSON_TOKEN_NAME)
        {
          g_autofree char *decoded = g_malloc (scanner.length + 1);
          gsize length = luthier_json_unescape (scanner.start, scanner.length, decoded);
          fuzz_assert (length <= scanner.length);
          for (gsize i = 0; i < length; i++)
            if (decoded[i] == '\0')
              decoded[i] = '0';
          fuzz_assert (g_utf8_validate_len (decoded, length, NULL));
        }
    }
  fuzz_assert (scanner.at >= text && scanner.at <= text + size);
  return token == LUTHIER_JSON_TOKEN_END;
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
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);
  g_autoptr (LuthierJson) json = luthier_json_parse (bytes, NULL);
  g_autoptr (LuthierJson) again = NULL, spread = NULL;
  g_autofree char *text = NULL, *pretty = NULL, *last = NULL;

  fuzz_assert (scan (data, size) == (json != NULL));
  if (json == NULL)
    return 0;
  text = luthier_json_value_to_text (luthier_json_get_root (json), LUTHIER_JSON_COMPACT);
  again = luthier_json_parse_text (text, -1, NULL);
  fuzz_assert (again != NULL);
  pretty = luthier_json_value_to_text (luthier_json_get_root (again), LUTHIER_JSON_PRETTY);
  spread = luthier_json_parse_text (pretty, -1, NULL);
  fuzz_assert (spread != NULL);
  last = luthier_json_value_to_text (luthier_json_get_root (spread), LUTHIER_JSON_COMPACT);
  fuzz_assert (strcmp (text, last) == 0);
  return 0;
}
