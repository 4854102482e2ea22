/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-connection-facts.h"
#include "luthier-connection-test.h"
#include "luthier-probe-private.h"

G_BEGIN_DECLS

/* One line of the test: what it must know and how it judges that. */
typedef struct
{
  const char *id;
  const char *title; /* not translated */
  guint needs;       /* of LUTHIER_FACT_MASK() */
  void (*judge) (LuthierConnectionFacts *facts, const char *subject, LuthierProbeReport *report);
  const char *subject; /* (nullable): of the judge */
  /* (nullable): is there anything of that kind at all? If not, there is no such line. */
  gboolean (*applies) (LuthierConnectionFacts *facts);
} LuthierProbeKind;

/* They end with an id of NULL. */
extern const LuthierProbeKind luthier_connection_test_caller_kinds[];
extern const LuthierProbeKind luthier_connection_test_agent_kinds[];

/* If a fact could not be had: reports that it is not known, and why. */
gboolean luthier_connection_test_blame (LuthierConnectionFacts *facts,
                                        LuthierFact fact,
                                        LuthierProbeReport *report);
/* (transfer full): the caller as a member of policies. */
char *luthier_connection_test_get_caller (LuthierConnectionFacts *facts);

/* bucket, kms_key, service_account: (nullable). Begins at once. */
LuthierConnectionTest *luthier_connection_test_new (LuthierConnection *connection,
                                                    const char *bucket,
                                                    const char *kms_key,
                                                    const char *service_account);

G_END_DECLS
