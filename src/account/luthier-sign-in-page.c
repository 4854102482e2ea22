/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-sign-in-page.h"

#include <glib/gi18n.h>

/* No script, nothing loaded, nothing told to others, nothing kept. */
#define POLICY                                                                                     \
  "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; "       \
  "form-action 'none'"

static const char form[] =
    "<!DOCTYPE html>\n"
    "<html><head><meta charset=\"utf-8\">"
    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
    "<meta name=\"color-scheme\" content=\"light dark\">"
    "<title>%s</title><style>"
    ":root{color-scheme:light dark}"
    "body{margin:0;min-height:100vh;display:flex;align-items:center;justify-content:center;"
    "font:1.1em/1.5 system-ui,sans-serif;background:#fafafa;color:#2e3436}"
    "main{max-width:28em;padding:2em;text-align:center}"
    "h1{font-size:1.6em;line-height:1.2}"
    "@media(prefers-color-scheme:dark){body{background:#242424;color:#fff}}"
    "</style></head><body><main dir=\"auto\"><h1>%s</h1><p>%s</p></main></body></html>\n";

static const struct
{
  const char *title;
  const char *text;
} pages[] = {
  [LUTHIER_SIGN_IN_PAGE_DONE] = { N_ ("You are signed in"),
                                  N_ ("You can close this window and go back to Luthier.") },
  [LUTHIER_SIGN_IN_PAGE_DENIED] = { N_ ("You are not signed in"),
                                    N_ ("Access was not allowed. You can close this window and go "
                                        "back to Luthier to try again.") },
  [LUTHIER_SIGN_IN_PAGE_REFUSED] = { N_ ("You are not signed in"),
                                     N_ ("This answer was refused. Luthier tells why: you can "
                                         "close "
                                         "this window and go back to it.") },
  [LUTHIER_SIGN_IN_PAGE_NOT_HERE] = { N_ ("There is nothing here"),
                                      N_ ("Luthier waits here for the end of a sign-in and for "
                                          "nothing else.") },
};

/**
 * luthier_sign_in_page_show:
 * @page: what to say
 * @message: the browser's request
 * @status: the status of the answer
 */
void
luthier_sign_in_page_show (LuthierSignInPage page, SoupServerMessage *message, guint status)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  g_autofree char *title = g_markup_escape_text (_ (pages[page].title), -1);
  g_autofree char *text = g_markup_escape_text (_ (pages[page].text), -1);
  char *body = g_strdup_printf (form, title, title, text);

  soup_message_headers_replace (headers, "Content-Security-Policy", POLICY);
  soup_message_headers_replace (headers, "Referrer-Policy", "no-referrer");
  soup_message_headers_replace (headers, "Cache-Control", "no-store");
  soup_message_headers_replace (headers, "X-Content-Type-Options", "nosniff");
  soup_message_headers_replace (headers, "Connection", "close");
  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, "text/html; charset=utf-8", SOUP_MEMORY_TAKE, body,
                                    strlen (body));
}
