/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-credential.h"
#include "luthier-external-account.h"
#include "luthier-fields.h"
#include "luthier-service-account-key.h"

G_BEGIN_DECLS

#define LUTHIER_CREDENTIAL_TOKEN_URI "https://oauth2.googleapis.com/token"
/* The type of our own files: a pasted token. */
#define LUTHIER_CREDENTIAL_TOKEN_TYPE "luthier_access_token"

struct _LuthierCredential
{
  GObject parent_instance;

  LuthierCredentialKind kind;
  GBytes *text;        /* (owned): a secret */
  char *account;       /* (owned) (nullable) */
  char *quota_project; /* (owned) (nullable) */
  GWeakRef tokens;     /* what luthier_credential_open() gave, as long as somebody has it */
  LuthierClock *clock; /* (owned) (nullable): of tokens */

  LuthierServiceAccountKey *key; /* (owned) (nullable): of a service account */

  char *client_id;     /* (owned) (nullable): of a person, as are the next three */
  char *client_secret; /* (owned) (nullable): a secret */
  char *refresh_token; /* (owned) (nullable): a secret */
  char *token_uri;     /* (owned) (nullable) */

  LuthierCredential *source; /* (owned) (nullable): who acts as another, as are the next three */
  char *impersonation_url;   /* (owned) (nullable) */
  GStrv delegates;           /* (owned) (nullable) */
  char *source_project;      /* (owned) (nullable): counts a person's request to act as another */

  LuthierExternalAccount *external; /* (owned) (nullable) */

  char *token;       /* (owned) (nullable): pasted, a secret */
  gint64 expires_at; /* of the pasted one, microseconds since the epoch */
};

/* Fills in what its text says. */
gboolean luthier_credential_read (LuthierCredential *self, GError **error);

G_END_DECLS
