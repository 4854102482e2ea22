/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-practice-consent.h"

#include <string.h>

/* The length of base64url of a SHA-256, and the alphabet of it. */
#define CHALLENGE_LENGTH   43
#define CHALLENGE_ALPHABET "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

#define HEAD                                                                                       \
  "<!DOCTYPE html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n"                                \
  "<meta name=\"viewport\" content=\"width=device-width\">\n"                                      \
  "<style>body { font: 1.1em sans-serif; max-width: 34em; margin: 3em auto; padding: 0 1em }\n"    \
  "button { font: inherit; display: block; margin: .6em 0; padding: .6em 1em }\n"                  \
  ".note { border: 2px dashed; padding: .6em 1em }</style>\n"
#define NOTE                                                                                       \
  "<p class=\"note\"><b>Practice.</b> This page is the practice service on this computer. "        \
  "It is not Google, no account is involved, and nothing leaves this computer.</p>\n"

static void
reply_page (LuthierPracticeExchange *exchange, guint status, const char *page)
{
  g_autoptr (GBytes) bytes = g_bytes_new (page, strlen (page));

  luthier_practice_exchange_set_header (exchange, "Cache-Control", "no-store");
  luthier_practice_exchange_set_header (exchange, "Referrer-Policy", "no-referrer");
  luthier_practice_exchange_reply_bytes (exchange, status, "text/html; charset=UTF-8", bytes);
}

/* The request goes on in the form's fields. */
static void
append_fields (GString *page, LuthierPracticeExchange *exchange)
{
  static const char *const names[] = {
    "client_id", "redirect_uri",   "response_type",         "scope",
    "state",     "code_challenge", "code_challenge_method", "login_hint"
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *value = luthier_practice_exchange_get_query (exchange, names[i]);
      g_autofree char *escaped = value != NULL ? g_markup_escape_text (value, -1) : NULL;

      if (escaped != NULL)
        g_string_append_printf (page, "<input type=\"hidden\" name=\"%s\" value=\"%s\">\n",
                                names[i], escaped);
    }
}

void
luthier_practice_consent_reply_choices (LuthierPracticeExchange *exchange, const char *person)
{
  g_autoptr (GString) page = g_string_new (HEAD "<title>Practice sign-in</title>\n"
                                                "<h1>Practice sign-in</h1>\n" NOTE);
  g_autofree char *name = g_markup_escape_text (person, -1);
  g_autofree char *client = g_markup_escape_text (
      luthier_practice_exchange_get_query (exchange, "client_id"), -1);

  g_string_append_printf (page,
                          "<p>The application <code>%s</code> asks to act for <b>%s</b>.</p>\n"
                          "<form method=\"get\" action=\"/o/oauth2/v2/auth\">\n",
                          client, name);
  append_fields (page, exchange);
  g_string_append (page,
                   "<button name=\"decision\" value=\"allow\">Allow</button>\n"
                   "<button name=\"decision\" value=\"narrow\">Allow, but not Google Cloud</button>"
                   "\n<button name=\"decision\" value=\"deny\">Deny</button>\n</form>\n");
  reply_page (exchange, 200, page->str);
}

void
luthier_practice_consent_reply_error (LuthierPracticeExchange *exchange,
                                      guint status,
                                      const char *error,
                                      const char *description)
{
  g_autofree char *text = g_markup_escape_text (description, -1);
  g_autofree char *page = g_strdup_printf (HEAD "<title>Practice sign-in: error</title>\n"
                                                "<h1>Access blocked</h1>\n" NOTE
                                                "<p>%s</p>\n<p>Error %u: %s</p>\n",
                                           text, status, error);

  reply_page (exchange, status, page);
}

/* RFC 8252, section 7.3: loopback by its address, so that no name can lead elsewhere. */
static gboolean
is_loopback (const char *text)
{
  g_autoptr (GUri) uri = g_uri_parse (text, G_URI_FLAGS_NONE, NULL);
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;

  return host != NULL && strcmp (g_uri_get_scheme (uri), "http") == 0 &&
         (strcmp (host, "127.0.0.1") == 0 || strcmp (host, "::1") == 0) &&
         g_uri_get_port (uri) > 0 && g_uri_get_userinfo (uri) == NULL &&
         g_uri_get_fragment (uri) == NULL;
}

static gboolean
is_challenge (const char *text)
{
  return strlen (text) == CHALLENGE_LENGTH && strspn (text, CHALLENGE_ALPHABET) == CHALLENGE_LENGTH;
}

/* An absent parameter is as good as an empty one. */
static const char *
get (LuthierPracticeExchange *exchange, const char *name)
{
  const char *value = luthier_practice_exchange_get_query (exchange, name);

  return value != NULL ? value : "";
}

/**
 * luthier_practice_consent_find_fault:
 * @exchange: a request for consent
 * @error: (out): what the service calls the fault
 *
 * The application is not looked at, only what it asks for.
 *
 * Returns: (nullable): what is wrong, as a sentence
 */
const char *
luthier_practice_consent_find_fault (LuthierPracticeExchange *exchange, const char **error)
{
  *error = "invalid_request";
  if (*get (exchange, "client_id") == '\0')
    return "Missing required parameter: client_id";
  if (*get (exchange, "redirect_uri") == '\0')
    return "Missing required parameter: redirect_uri";
  if (!is_loopback (get (exchange, "redirect_uri")))
    {
      *error = "redirect_uri_mismatch";
      return "The redirect_uri must be http on a loopback IP address with a port.";
    }
  if (strcmp (get (exchange, "response_type"), "code") != 0)
    {
      *error = "unsupported_response_type";
      return "The response_type must be code.";
    }
  if (*get (exchange, "scope") == '\0')
    return "Missing required parameter: scope";
  if (!is_challenge (get (exchange, "code_challenge")))
    return "The code_challenge must be base64url of a SHA-256.";
  if (strcmp (get (exchange, "code_challenge_method"), "S256") != 0)
    return "The code_challenge_method must be S256.";
  return NULL;
}
