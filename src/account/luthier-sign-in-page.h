/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* What the browser shows after a sign-in: small, with nothing from anywhere else. */
typedef enum
{
  LUTHIER_SIGN_IN_PAGE_DONE,
  LUTHIER_SIGN_IN_PAGE_DENIED,
  LUTHIER_SIGN_IN_PAGE_REFUSED,
  LUTHIER_SIGN_IN_PAGE_NOT_HERE, /* for whatever else a browser asks for */
} LuthierSignInPage;

void luthier_sign_in_page_show (LuthierSignInPage page, SoupServerMessage *message, guint status);

G_END_DECLS
