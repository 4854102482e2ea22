/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <libsoup/soup.h>

#include "luthier-http-client.h"

G_BEGIN_DECLS

/* What all calls of a client share. */
typedef struct
{
  SoupSession *const *session; /* the present one */
  GPtrArray *calls;            /* those that are under way */
  LuthierClock *clock;
  LuthierRandom *random;
  LuthierEndpoints *endpoints; /* (nullable): then no token is ever sent */
  LuthierTokenSource *tokens;  /* (nullable) */
  const char *quota_project;   /* (nullable) */
  gint64 *skew_us;             /* set from the date of each answer */
} LuthierHttpMeans;

/* Sends one request, as often as its policy allows, and returns GBytes through the task. The
 * task's source object keeps the means alive. */
void luthier_http_call_start (GTask *task,
                              const LuthierHttpMeans *means,
                              const LuthierHttpRequest *request);
/* One of the calls: its connection may be dead. What may be repeated is sent anew. */
void luthier_http_call_reconnect (gpointer call);

G_END_DECLS
