/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-practice-accounts.h"

#include <string.h>

static const struct
{
  const char *name;
  const char *display_name;
  gboolean disabled;
} invented[] = {
  { "practice-tuner", "Practice: runs tuning jobs", FALSE },
  { "practice-reader", "Practice: reads datasets", FALSE },
  { "practice-retired", "Practice: disabled", TRUE },
};

void
luthier_practice_account_free (LuthierPracticeAccount *self)
{
  g_free (self->email);
  g_free (self->display_name);
  g_free (self->unique_id);
  g_free (self);
}

/* Takes the address. */
static void
add (GPtrArray *accounts, char *email, const char *display_name, gboolean disabled)
{
  LuthierPracticeAccount *account = g_new0 (LuthierPracticeAccount, 1);

  account->email = email;
  account->display_name = g_strdup (display_name);
  account->unique_id = luthier_practice_state_id_for (email);
  account->disabled = disabled;
  g_ptr_array_add (accounts, account);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const LuthierPracticeAccount *const *one = a;
  const LuthierPracticeAccount *const *other = b;

  return strcmp ((*one)->email, (*other)->email);
}

GPtrArray *
luthier_practice_accounts_list (LuthierPracticeState *state, LuthierPracticeGrants *grants)
{
  GPtrArray *accounts = g_ptr_array_new_with_free_func (
      (GDestroyNotify) luthier_practice_account_free);
  g_autoptr (GPtrArray) registered = luthier_practice_grants_list_accounts (grants);

  for (guint i = 0; i < G_N_ELEMENTS (invented); i++)
    add (accounts,
         g_strdup_printf ("%s@%s.iam.gserviceaccount.com", invented[i].name,
                          luthier_practice_state_get_project (state)),
         invented[i].display_name, invented[i].disabled);
  add (accounts,
       g_strdup_printf ("%s-compute@developer.gserviceaccount.com",
                        luthier_practice_state_get_project_number (state)),
       "Compute Engine default service account", FALSE);
  for (guint i = 0; i < registered->len; i++)
    if (luthier_practice_accounts_find (accounts, registered->pdata[i]) == NULL)
      add (accounts, g_strdup (registered->pdata[i]), "Has a key", FALSE);
  g_ptr_array_sort (accounts, compare);
  return accounts;
}

/**
 * luthier_practice_accounts_find:
 * @accounts: as luthier_practice_accounts_list() gives them
 * @name: an e-mail address or a unique id
 *
 * Returns: (transfer none) (nullable): the account
 */
LuthierPracticeAccount *
luthier_practice_accounts_find (GPtrArray *accounts, const char *name)
{
  for (guint i = 0; i < accounts->len; i++)
    {
      LuthierPracticeAccount *account = accounts->pdata[i];

      if (strcmp (account->email, name) == 0 || strcmp (account->unique_id, name) == 0)
        return account;
    }
  return NULL;
}
