/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-sign-in.h"

#include <glib/gi18n.h>
#include <gnutls/crypto.h>
#include <gnutls/gnutls.h>
#include <libsoup/soup.h>

#include "luthier-code-grant.h"
#include "luthier-credential-private.h"
#include "luthier-error.h"
#include "luthier-loopback-listener.h"
#include "luthier-one-line.h"
#include "luthier-redact.h"
#include "luthier-secret.h"
#include "luthier-url-safe.h"

#define SCOPE          "openid email " LUTHIER_GRANT_SCOPE
#define LIMIT_MS       (5 * 60 * 1000)
#define VERIFIER_BYTES 64
#define STATE_BYTES    32
#define MAX_LINE       300

struct _LuthierSignIn
{
  GObject parent_instance;

  LuthierOauthClient *client; /* (owned) */
  LuthierClock *clock;        /* (owned) */
  LuthierRandom *random;      /* (owned) */
  char *verifier;             /* (owned) (nullable): a secret */
  char *state;                /* (owned) (nullable): a secret */

  GTask *task;                       /* (owned) (nullable): until it has an outcome */
  LuthierLoopbackListener *listener; /* (owned) (nullable) */
  GCancellable *stop;                /* (owned): of the request for tokens */
  GSource *cancelled;                /* (owned) (nullable) */
  guint limit_id;                    /* 0 = none */
  LuthierCredential *credential;     /* (owned) (nullable): the outcome, or */
  GError *error;                     /* (owned) (nullable): why there is none */
  gboolean ran;
};

G_DEFINE_FINAL_TYPE (LuthierSignIn, luthier_sign_in, G_TYPE_OBJECT)

enum
{
  OPEN_URI,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* (nullable): from the generator that makes keys. */
static char *
make_secret (gsize size)
{
  g_autofree guint8 *bytes = g_malloc (size);
  char *text = NULL;

  if (gnutls_rnd (GNUTLS_RND_KEY, bytes, size) == GNUTLS_E_SUCCESS)
    text = luthier_url_safe_encode (bytes, size);
  explicit_bzero (bytes, size);
  return text;
}

/* RFC 7636, 4.2 */
static char *
make_challenge (const char *verifier)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize size = sizeof digest;

  g_checksum_update (checksum, (const guchar *) verifier, -1);
  g_checksum_get_digest (checksum, digest, &size);
  return luthier_url_safe_encode (digest, size);
}

static char *
make_uri (LuthierSignIn *self, const char *login_hint)
{
  const char *auth_uri = luthier_oauth_client_get_auth_uri (self->client);
  g_autofree char *challenge = make_challenge (self->verifier);
  g_autofree char *query = soup_form_encode (
      "client_id", luthier_oauth_client_get_id (self->client), "redirect_uri",
      luthier_loopback_listener_get_uri (self->listener), "response_type", "code", "scope", SCOPE,
      "code_challenge", challenge, "code_challenge_method", "S256", "state", self->state,
      "access_type", "offline", "prompt", "consent", login_hint != NULL ? "login_hint" : NULL,
      login_hint, NULL);

  return g_strconcat (auth_uri, strchr (auth_uri, '?') != NULL ? "&" : "?", query, NULL);
}

/* No timer and no source may reach it after this. */
static void
stop_waiting (LuthierSignIn *self)
{
  if (self->limit_id != 0)
    luthier_clock_remove (self->clock, self->limit_id);
  self->limit_id = 0;
  if (self->cancelled != NULL)
    g_source_destroy (self->cancelled);
  g_clear_pointer (&self->cancelled, g_source_unref);
}

/* The outcome is told once the browser has its page and the port is closed. */
static void
closed_cb (LuthierSignIn *self)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->task);

  stop_waiting (self);
  g_clear_object (&self->listener);
  if (task == NULL)
    return;
  if (self->credential != NULL)
    g_task_return_pointer (task, g_steal_pointer (&self->credential), g_object_unref);
  else
    g_task_return_error (task, g_steal_pointer (&self->error));
}

/* error: (transfer full) */
static void
fail (LuthierSignIn *self, LuthierSignInPage page, GError *error)
{
  if (self->error != NULL || self->credential != NULL)
    {
      g_error_free (error);
      return;
    }
  self->error = error;
  luthier_loopback_listener_close (self->listener, page);
}

static GError *
make_error (const char *reason, const char *message)
{
  return luthier_error_new (LUTHIER_ERROR_SIGN_IN_NEEDED, reason, "%s", message);
}

static void
fail_cancelled (LuthierSignIn *self)
{
  fail (self, LUTHIER_SIGN_IN_PAGE_REFUSED,
        g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("The sign-in was cancelled")));
}

static gboolean
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  LuthierSignIn *self = user_data;

  g_cancellable_cancel (self->stop);
  fail_cancelled (self);
  return G_SOURCE_REMOVE;
}

static gboolean
late_cb (gpointer user_data)
{
  LuthierSignIn *self = user_data;

  self->limit_id = 0;
  fail (self, LUTHIER_SIGN_IN_PAGE_REFUSED,
        make_error (LUTHIER_REASON_SIGN_IN_LATE,
                    _ ("The browser did not answer within 5 minutes: sign in again")));
  return G_SOURCE_REMOVE;
}

static LuthierCredential *
make_credential (LuthierSignIn *self, const LuthierGranted *granted)
{
  const char *token_uri = luthier_oauth_client_get_token_uri (self->client);

  return luthier_credential_new_for_user (
      luthier_oauth_client_get_id (self->client), luthier_oauth_client_get_secret (self->client),
      granted->refresh_token, granted->account,
      g_str_equal (token_uri, LUTHIER_CREDENTIAL_TOKEN_URI) ? NULL : token_uri);
}

static void
take_granted (LuthierSignIn *self, const LuthierGranted *granted)
{
  if (!luthier_granted_covers (granted, LUTHIER_GRANT_SCOPE))
    {
      fail (self, LUTHIER_SIGN_IN_PAGE_REFUSED,
            make_error (LUTHIER_REASON_SIGN_IN_NARROW,
                        _ ("Access to Google Cloud was not ticked, and tuning needs it: sign in "
                           "again and leave it ticked")));
      return;
    }
  if (granted->refresh_token == NULL)
    {
      fail (self, LUTHIER_SIGN_IN_PAGE_REFUSED,
            make_error (NULL, _ ("The sign-in gave no lasting permission: remove the access of "
                                 "this OAuth client from the Google account, and sign in again")));
      return;
    }
  if (self->error != NULL)
    return;
  self->credential = make_credential (self, granted);
  luthier_loopback_listener_close (self->listener, LUTHIER_SIGN_IN_PAGE_DONE);
}

static void
granted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LuthierSignIn) self = user_data;
  g_autoptr (LuthierGranted) granted = NULL;
  GError *error = NULL;

  granted = luthier_grant_fetch_finish (LUTHIER_GRANT (source), result, &error);
  if (self->task == NULL)
    g_clear_error (&error);
  else if (granted != NULL)
    take_granted (self, granted);
  else
    fail (self, LUTHIER_SIGN_IN_PAGE_REFUSED, error);
}

static GError *
explain_refusal (GHashTable *query)
{
  const char *name = g_hash_table_lookup (query, "error");
  const char *description = g_hash_table_lookup (query, "error_description");
  g_autofree char *line = luthier_one_line (description != NULL ? description : name, MAX_LINE);
  g_autofree char *text = luthier_redact (line);
  g_autofree char *reason = luthier_one_line (name, MAX_LINE);

  if (g_str_equal (name, "access_denied"))
    return make_error (LUTHIER_REASON_SIGN_IN_DENIED,
                       _ ("Access was not allowed in the browser, so nobody is signed in"));
  return luthier_error_new (LUTHIER_ERROR_SIGN_IN_NEEDED, reason, _ ("The sign-in is refused: %s"),
                            *text != '\0' ? text : reason);
}

/* Whoever does not know the state is not whom the browser was sent to. Only a plain refusal, which
 * gives nobody anything, may come without one. */
static gboolean
has_state (LuthierSignIn *self, GHashTable *query)
{
  const char *state = g_hash_table_lookup (query, "state");

  if (state == NULL)
    return g_strcmp0 (g_hash_table_lookup (query, "error"), "access_denied") == 0;
  return strlen (state) == strlen (self->state) &&
         gnutls_memcmp (state, self->state, strlen (state)) == 0;
}

static void
answered_cb (LuthierSignIn *self, GHashTable *query)
{
  g_autoptr (LuthierGrant) grant = NULL;

  luthier_clock_remove (self->clock, self->limit_id);
  self->limit_id = 0;
  if (!has_state (self, query))
    {
      fail (self, LUTHIER_SIGN_IN_PAGE_REFUSED,
            make_error (LUTHIER_REASON_SIGN_IN_STATE,
                        _ ("The answer in the browser did not belong to this sign-in and was not "
                           "used: sign in again")));
      return;
    }
  if (g_hash_table_contains (query, "error"))
    {
      GError *error = explain_refusal (query);
      gboolean denied = g_strcmp0 (luthier_error_get_reason (error),
                                   LUTHIER_REASON_SIGN_IN_DENIED) == 0;

      fail (self, denied ? LUTHIER_SIGN_IN_PAGE_DENIED : LUTHIER_SIGN_IN_PAGE_REFUSED, error);
      return;
    }
  grant = luthier_code_grant_new (self->client, g_hash_table_lookup (query, "code"),
                                  luthier_loopback_listener_get_uri (self->listener),
                                  self->verifier, self->clock, self->random);
  luthier_grant_fetch_async (grant, self->stop, granted_cb, g_object_ref (self));
}

static void
luthier_sign_in_finalize (GObject *object)
{
  LuthierSignIn *self = LUTHIER_SIGN_IN (object);

  stop_waiting (self);
  g_clear_object (&self->listener);
  g_clear_object (&self->client);
  g_clear_object (&self->clock);
  g_clear_object (&self->random);
  g_clear_object (&self->stop);
  g_clear_object (&self->credential);
  g_clear_error (&self->error);
  luthier_secret_free (self->verifier);
  luthier_secret_free (self->state);

  G_OBJECT_CLASS (luthier_sign_in_parent_class)->finalize (object);
}

static void
luthier_sign_in_class_init (LuthierSignInClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = luthier_sign_in_finalize;
  signals[OPEN_URI] = g_signal_new ("open-uri", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
luthier_sign_in_init (LuthierSignIn *self)
{
  self->stop = g_cancellable_new ();
}

/**
 * luthier_sign_in_new:
 * @client: who asks
 * @clock: what the limit is measured by
 * @random: what waits are spread by
 *
 * Returns: (transfer full): a sign-in, to be run once
 */
LuthierSignIn *
luthier_sign_in_new (LuthierOauthClient *client, LuthierClock *clock, LuthierRandom *random)
{
  LuthierSignIn *self;

  g_return_val_if_fail (LUTHIER_IS_OAUTH_CLIENT (client), NULL);
  g_return_val_if_fail (LUTHIER_IS_CLOCK (clock), NULL);

  self = g_object_new (LUTHIER_TYPE_SIGN_IN, NULL);
  self->client = g_object_ref (client);
  self->clock = g_object_ref (clock);
  self->random = g_object_ref (random);
  return self;
}

static gboolean
prepare (LuthierSignIn *self, GError **error)
{
  self->verifier = make_secret (VERIFIER_BYTES);
  self->state = make_secret (STATE_BYTES);
  if (self->verifier == NULL || self->state == NULL)
    {
      g_set_error_literal (error, LUTHIER_ERROR, LUTHIER_ERROR_FAILED,
                           _ ("This computer has no random numbers to sign in with"));
      return FALSE;
    }
  self->listener = luthier_loopback_listener_new (self->clock, error);
  return self->listener != NULL;
}

static void
wait_for_answer (LuthierSignIn *self)
{
  GCancellable *cancellable = g_task_get_cancellable (self->task);

  g_signal_connect_object (self->listener, "answered", G_CALLBACK (answered_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->listener, "closed", G_CALLBACK (closed_cb), self,
                           G_CONNECT_SWAPPED);
  self->limit_id = luthier_clock_add_timeout (self->clock, LIMIT_MS, late_cb, self, NULL);
  if (cancellable == NULL)
    return;
  self->cancelled = g_cancellable_source_new (cancellable);
  g_source_set_callback (self->cancelled, G_SOURCE_FUNC (cancelled_cb), self, NULL);
  g_source_attach (self->cancelled, g_task_get_context (self->task));
}

/**
 * luthier_sign_in_run_async:
 * @self: a sign-in that has not run
 * @login_hint: (nullable): the account that is expected
 * @cancellable: (nullable): a cancellable
 * @callback: called with the credential
 * @user_data: data for @callback
 *
 * Listens, has the page opened by whoever is connected to open-uri, waits for the answer and
 * trades its code. The code is sent once: it is good for one request.
 */
void
luthier_sign_in_run_async (LuthierSignIn *self,
                           const char *login_hint,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autofree char *uri = NULL;
  GError *error = NULL;

  g_return_if_fail (LUTHIER_IS_SIGN_IN (self));
  g_return_if_fail (!self->ran);

  self->ran = TRUE;
  self->task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (self->task, luthier_sign_in_run_async);
  if (!prepare (self, &error))
    {
      g_autoptr (GTask) task = g_steal_pointer (&self->task);

      g_task_return_error (task, error);
      return;
    }
  wait_for_answer (self);
  uri = make_uri (self, login_hint);
  g_signal_emit (self, signals[OPEN_URI], 0, uri);
}

/**
 * luthier_sign_in_run_finish:
 * @self: a sign-in
 * @result: the result
 * @error: return location for %LUTHIER_ERROR_SIGN_IN_NEEDED, %LUTHIER_ERROR_CREDENTIAL (the OAuth
 *   client is refused), %G_IO_ERROR_CANCELLED and those of the transport
 *
 * Returns: (transfer full): what the person's sign-in gave
 */
LuthierCredential *
luthier_sign_in_run_finish (LuthierSignIn *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
