/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One thing that an error says besides its message. */
typedef struct
{
  char *name;  /* (owned): translated, or as the service has it */
  char *value; /* (owned) */
} LuthierErrorFact;

/* All that is in what the service said, known or not: code with its name, reason, fields, request
 * id, and details of types that nobody has heard of, as JSON. raw: (nullable): the envelope of a
 * reply or the error of a job. (transfer full): of LuthierErrorFact, in the order of the service */
GPtrArray *luthier_error_facts_read (const char *raw);
/* The same as lines of text. */
void luthier_error_facts_append (const char *raw, GString *text);

/* "INTERNAL" for 13; NULL: there is no such number. */
const char *luthier_error_facts_name_code (int rpc_code);

G_END_DECLS
