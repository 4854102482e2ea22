/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-transfer-words.h"

#include <glib/gi18n.h>

#include "luthier-advice.h"
#include "luthier-error.h"
#include "luthier-format.h"

char *
luthier_transfer_words_progress (LuthierTransfer *transfer, guint64 size)
{
  g_autofree char *sent = luthier_format_size (luthier_transfer_get_sent (transfer));
  g_autofree char *all = luthier_format_size (MAX (luthier_transfer_get_size (transfer), size));
  g_autofree char *rate = luthier_format_rate (luthier_transfer_get_rate (transfer));
  gint64 left = luthier_transfer_get_seconds_left (transfer);
  g_autofree char *time = left >= 0 ? luthier_format_duration (left) : NULL;

  if (luthier_transfer_get_state (transfer) == LUTHIER_TRANSFER_WAITING)
    return g_strdup_printf (_ ("%s of %s, waits for the network"), sent, all);
  if (time == NULL)
    return g_strdup_printf (_ ("%s of %s"), sent, all);

  return g_strdup_printf (_ ("%s of %s, %s, %s left"), sent, all, rate, time);
}

/**
 * luthier_transfer_words_error:
 * @error: (nullable): why an upload failed
 *
 * Returns: (transfer full): the cause
 */
char *
luthier_transfer_words_error (const GError *error)
{
  g_autoptr (LuthierAdvice) advice = NULL;

  if (error == NULL)
    return g_strdup (_ ("Not uploaded"));
  if (g_error_matches (error, LUTHIER_ERROR, LUTHIER_ERROR_CONFLICT))
    return g_strdup (_ ("Not uploaded: something else is stored under this name"));
  /* Those are about the file, and written for the user. */
  if (g_error_matches (error, LUTHIER_ERROR, LUTHIER_ERROR_DATASET))
    return g_strdup (error->message);

  advice = luthier_advice_new_for_error (error);
  return g_strdup (advice != NULL ? advice->title : error->message);
}

char *
luthier_transfer_words_state (LuthierTransfer *transfer)
{
  g_autofree char *size = luthier_format_size (luthier_transfer_get_size (transfer));

  switch (luthier_transfer_get_state (transfer))
    {
    case LUTHIER_TRANSFER_DONE:
      /* Translators: %s is the size of a file */
      return g_strdup_printf (_ ("Uploaded, %s"), size);
    case LUTHIER_TRANSFER_FAILED:
      return luthier_transfer_words_error (luthier_transfer_get_error (transfer));
    case LUTHIER_TRANSFER_CANCELLED:
      return g_strdup (_ ("Stopped"));
    case LUTHIER_TRANSFER_RUNNING:
    case LUTHIER_TRANSFER_WAITING:
    default:
      return luthier_transfer_words_progress (transfer, 0);
    }
}
