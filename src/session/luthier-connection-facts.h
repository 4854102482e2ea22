/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-connection.h"

G_BEGIN_DECLS

/* What a connection test asks the service, each once. */
typedef enum
{
  LUTHIER_FACT_TOKEN,
  LUTHIER_FACT_NUMBER,
  LUTHIER_FACT_TUNING_API,
  LUTHIER_FACT_STORAGE_API,
  LUTHIER_FACT_PERMISSIONS,
  LUTHIER_FACT_TUNING_LIST, /* asked only if the permissions are not told */
  LUTHIER_FACT_BUCKET_PERMISSIONS,
  LUTHIER_FACT_PROJECT_POLICY,
  LUTHIER_FACT_BUCKET_POLICY,
  LUTHIER_FACT_KEY,
  LUTHIER_FACT_KEY_POLICY,
  LUTHIER_FACT_ACCOUNT,
  LUTHIER_FACT_ACCOUNT_PERMISSIONS,
  LUTHIER_FACT_ACCOUNT_POLICY,
  LUTHIER_N_FACTS,
} LuthierFact;

#define LUTHIER_FACT_MASK(fact) (1u << (fact))

#define LUTHIER_TYPE_CONNECTION_FACTS (luthier_connection_facts_get_type ())
G_DECLARE_FINAL_TYPE (
    LuthierConnectionFacts, luthier_connection_facts, LUTHIER, CONNECTION_FACTS, GObject)

/* To be read by those who judge. A fact that is known has its value or its error; what there is
 * nothing to ask about (no bucket, no key, no service account) has neither. */
struct _LuthierConnectionFacts
{
  GObject parent_instance;

  LuthierConnection *connection; /* (owned) */
  LuthierHttpClient *http;       /* (owned) (nullable): once the connection is ready, */
  LuthierCloud *cloud;           /* (owned) (nullable): which it may cease to be */
  GCancellable *cancellable;     /* (owned) */
  char *project;                 /* (owned) */
  char *account;                 /* (owned) (nullable): an e-mail address */
  char *bucket;                  /* (owned) (nullable) */
  gboolean bucket_comes;         /* the practice service makes it when something is put into it */
  char *kms_key;                 /* (owned) (nullable) */
  char *service_account;         /* (owned) (nullable) */

  guint known; /* of LUTHIER_FACT_MASK() */
  GError *errors[LUTHIER_N_FACTS];
  char *number;                             /* (owned) (nullable) */
  char *agent;                              /* (owned) (nullable): the member, by the number */
  gint64 skew;                              /* microseconds that the service's clock is ahead */
  gboolean enabled[LUTHIER_N_FACTS];        /* of APIs */
  GStrv held[LUTHIER_N_FACTS];              /* (owned) (nullable): permissions of the caller */
  LuthierPolicy *policies[LUTHIER_N_FACTS]; /* (owned) (nullable) */
};

/* All that is asked for with LUTHIER_FACT_PERMISSIONS. */
extern const char *const luthier_connection_facts_permissions[];
/* And of the bucket. */
extern const char *const luthier_connection_facts_bucket_permissions[];
#define LUTHIER_PERMISSION_ACT_AS "iam.serviceAccounts.actAs"

/* Signal: known, after each fact. bucket, kms_key, service_account: (nullable), "" is NULL. */
LuthierConnectionFacts *luthier_connection_facts_new (LuthierConnection *connection,
                                                      const char *bucket,
                                                      const char *kms_key,
                                                      const char *service_account);
void luthier_connection_facts_gather (LuthierConnectionFacts *self);
/* What is under way ends soon, with errors. */
void luthier_connection_facts_cancel (LuthierConnectionFacts *self);
gboolean luthier_connection_facts_know (LuthierConnectionFacts *self, guint mask);

G_END_DECLS
