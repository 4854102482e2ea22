/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-credential.h"
#include "luthier-enrolment.h"
#include "luthier-oauth-client.h"
#include "luthier-session-private.h"

G_BEGIN_DECLS

/* What the OAuth client is kept under in the keyring: the profiles share it. */
#define LUTHIER_ENROLMENT_CLIENT_ID "oauth-client"

struct _LuthierEnrolment
{
  GObject parent_instance;

  LuthierSession *session;       /* (owned) */
  LuthierProfile *profile;       /* (owned) (nullable): the one that is changed */
  LuthierProfile *draft;         /* (owned) */
  LuthierCredential *credential; /* (owned) (nullable): a new one */
  LuthierOauthClient *client;    /* (owned) (nullable) */
  gboolean client_is_new;        /* not in the keyring yet */
  gboolean session_only;
};

/* luthier-enrolment.c */
/* Where the draft's service is; an error names the field. (transfer full) */
LuthierEndpoints *luthier_enrolment_get_endpoints (LuthierEnrolment *self, GError **error);
/* Takes it if it fits the profile. */
gboolean luthier_enrolment_take_credential (LuthierEnrolment *self,
                                            LuthierCredential *credential,
                                            LuthierProfileKind kind,
                                            GError **error);
/* client: (transfer full) */
void luthier_enrolment_take_client (LuthierEnrolment *self,
                                    LuthierOauthClient *client,
                                    gboolean is_new);
void luthier_enrolment_open_uri (LuthierEnrolment *self, const char *uri);

G_END_DECLS
