/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-key-grant.h"

#include <glib/gi18n.h>
#include <libsoup/soup.h>

#include "luthier-secret.h"

#define GRANT_TYPE "urn:ietf:params:oauth:grant-type:jwt-bearer"
#define MAX_SKEW_S 300

struct _LuthierKeyGrant
{
  LuthierGrant parent_instance;

  LuthierServiceAccountKey *key; /* (owned) */
};

G_DEFINE_FINAL_TYPE (LuthierKeyGrant, luthier_key_grant, LUTHIER_TYPE_GRANT)

static void
fetch (LuthierGrant *grant, GTask *task)
{
  LuthierKeyGrant *self = LUTHIER_KEY_GRANT (grant);
  GError *error = NULL;
  char *assertion = luthier_service_account_key_sign (
      self->key, luthier_clock_get_real_time (luthier_grant_get_clock (grant)), &error);

  if (assertion == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  luthier_grant_post (grant, task, luthier_service_account_key_get_token_uri (self->key),
                      soup_form_encode ("grant_type", GRANT_TYPE, "assertion", assertion, NULL),
                      LUTHIER_HTTP_IDEMPOTENT);
  luthier_secret_free (assertion);
}

/* A key that is refused stays refused: say why in the words of who refused it, and whether it
 * may be this computer's clock, which the signature is dated by. */
static GError *
explain (LuthierGrant *grant, const GError *refusal)
{
  LuthierKeyGrant *self = LUTHIER_KEY_GRANT (grant);
  const char *email = luthier_service_account_key_get_client_email (self->key);
  gint64 skew_s = luthier_http_client_get_skew (luthier_grant_get_http (grant)) / G_USEC_PER_SEC;
  guint minutes = (guint) (ABS (skew_s) / 60);

  if (ABS (skew_s) > MAX_SKEW_S)
    return luthier_error_new (LUTHIER_ERROR_SIGN_IN_NEEDED, LUTHIER_REASON_CLOCK,
                              ngettext ("The key of %s is refused: %s. The clock of this computer "
                                        "is %u minute off: set it right and try again",
                                        "The key of %s is refused: %s. The clock of this computer "
                                        "is %u minutes off: set it right and try again",
                                        minutes),
                              email, refusal->message, minutes);
  return luthier_grant_reword (refusal, LUTHIER_ERROR_SIGN_IN_NEEDED,
                               _ ("The key of %s is refused: %s"), email, refusal->message);
}

static void
luthier_key_grant_finalize (GObject *object)
{
  LuthierKeyGrant *self = LUTHIER_KEY_GRANT (object);

  g_clear_object (&self->key);

  G_OBJECT_CLASS (luthier_key_grant_parent_class)->finalize (object);
}

static void
luthier_key_grant_class_init (LuthierKeyGrantClass *klass)
{
  LuthierGrantClass *grant_class = LUTHIER_GRANT_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = luthier_key_grant_finalize;
  grant_class->fetch = fetch;
  grant_class->explain = explain;
}

static void
luthier_key_grant_init (LuthierKeyGrant *self)
{
}

/**
 * luthier_key_grant_new:
 * @key: the key that signs
 * @clock: what assertions are dated by
 * @random: what waits are spread by
 *
 * Returns: (transfer full): a grant at the key's token address
 */
LuthierGrant *
luthier_key_grant_new (LuthierServiceAccountKey *key, LuthierClock *clock, LuthierRandom *random)
{
  LuthierKeyGrant *self;

  g_return_val_if_fail (LUTHIER_IS_SERVICE_ACCOUNT_KEY (key), NULL);

  self = g_object_new (LUTHIER_TYPE_KEY_GRANT, NULL);
  self->key = g_object_ref (key);
  luthier_grant_open (LUTHIER_GRANT (self), clock, random, NULL);
  return LUTHIER_GRANT (self);
}
