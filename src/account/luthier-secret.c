/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-secret.h"

#include <string.h>

/**
 * luthier_secret_free:
 * @secret: (nullable) (transfer full): a text
 */
void
luthier_secret_free (char *secret)
{
  if (secret != NULL)
    explicit_bzero (secret, strlen (secret));
  g_free (secret);
}

/**
 * luthier_secret_replace:
 * @place: (inout): where a secret is kept
 * @secret: (nullable): what is kept there from now on, as a copy
 */
void
luthier_secret_replace (char **place, const char *secret)
{
  char *copy = g_strdup (secret);

  luthier_secret_free (*place);
  *place = copy;
}

/**
 * luthier_secret_take_bytes:
 * @secret: (transfer full): a text
 *
 * Returns: (transfer full): the same, wiped with its last reference
 */
GBytes *
luthier_secret_take_bytes (char *secret)
{
  g_return_val_if_fail (secret != NULL, NULL);

  return g_bytes_new_with_free_func (secret, strlen (secret), (GDestroyNotify) luthier_secret_free,
                                     secret);
}
