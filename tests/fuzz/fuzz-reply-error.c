/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-fuzz-advice.h"

#include "luthier-error.h"
#include "luthier-job-spec-check.h"

/* An answer that is no success: a byte for the status, then lines for its reason phrase and
 * Retry-After, then the body. What it is made into can be shown and acted upon. */

static const guint statuses[] = {
  400, 401, 403, 404, 408, 409, 412, 416, 429, 499, 500, 501, 502, 503, 504, 0, 100, 204, 302, 599,
};

static const char *const metadata[] = { "service", "consumer", "permission", "resource" };

static void
look_at_error (const GError *error)
{
  const char *value = NULL;
  const char *description = NULL;

  fuzz_assert (error != NULL && error->domain == LUTHIER_ERROR && error->code >= 0);
  fuzz_look_at_line (error->message);
  fuzz_assert (*error->message != '\0');
  fuzz_look_at_text (luthier_error_get_status (error));
  fuzz_look_at_text (luthier_error_get_reason (error));
  fuzz_look_at_text (luthier_error_get_raw (error));
  fuzz_look_at_text (luthier_error_get_quota (error, &value));
  fuzz_look_at_text (value);
  fuzz_assert (luthier_error_get_retry_delay (error) >= -1);
  fuzz_assert (luthier_error_get_help_url (error) == NULL ||
               g_str_has_prefix (luthier_error_get_help_url (error), "https://"));
  for (guint i = 0; i < G_N_ELEMENTS (metadata); i++)
    fuzz_look_at_line (luthier_error_get_metadata (error, metadata[i]));
  for (guint i = 0; i < luthier_error_get_n_violations (error); i++)
    {
      const char *field = luthier_error_get_violation (error, i, &description);

      fuzz_look_at_line (field);
      fuzz_look_at_line (description);
      luthier_spec_field_from_path (field);
    }
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
  g_autofree char *phrase = NULL;
  g_autofree char *retry_after = NULL;
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) copy = NULL;
  guint status;

  if (size < 1)
    return 0;
  status = statuses[(guint) (data[0] - ' ') % G_N_ELEMENTS (statuses)];
  data++;
  size--;
  phrase = fuzz_take_until ('\n', &data, &size);
  retry_after = fuzz_take_until ('\n', &data, &size);
  body = g_bytes_new_static (data, size);

  error = luthier_error_new_from_reply (status, phrase, body, retry_after,
                                        "Mon, 30 Nov 2026 12:00:00 GMT");
  look_at_error (error);
  fuzz_take_advice (luthier_advice_new_for_error (error));
  copy = g_error_copy (error);
  look_at_error (copy);
  fuzz_assert (luthier_error_get_retry_delay (copy) == luthier_error_get_retry_delay (error));
  return 0;
}
