/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-error.h"
#include "luthier-fixed-token.h"
#include "luthier-http-client.h"
#include "luthier-practice-objects.h"
#include "luthier-practice.h"
#include "luthier-test.h"

#define PROJECT        "acme-ml"
#define PRACTICE_TOKEN "practice-secret-token"

/* A client of the practice service, both in this process. */
typedef struct
{
  LuthierClock *clock;
  LuthierPractice *practice;
  LuthierHttpClient *http;
  GCancellable *cancellable;
  GAsyncResult *result;
  GError *error;
  /* What the test adds. */
  gpointer subject;
  char *directory;
} Fixture;

static inline void
fixture_set_up (Fixture *fixture)
{
  g_autoptr (LuthierRandom) random = luthier_random_new_with_seed (1);
  g_autoptr (LuthierEndpoints) endpoints = NULL;
  g_autoptr (LuthierTokenSource) tokens = luthier_fixed_token_new (PRACTICE_TOKEN);

  fixture->clock = luthier_clock_new ();
  fixture->practice = luthier_practice_new (fixture->clock, PROJECT, PRACTICE_TOKEN, NULL, 1.0,
                                            &fixture->error);
  g_assert_no_error (fixture->error);
  luthier_practice_listen (fixture->practice, 0, &fixture->error);
  g_assert_no_error (fixture->error);
  endpoints = luthier_endpoints_new (luthier_practice_get_base_url (fixture->practice),
                                     &fixture->error);
  g_assert_no_error (fixture->error);
  fixture->http = luthier_http_client_new (fixture->clock, random, endpoints, tokens, NULL);
  fixture->cancellable = g_cancellable_new ();
}

static inline void
fixture_tear_down (Fixture *fixture)
{
  g_clear_object (&fixture->result);
  g_clear_error (&fixture->error);
  g_clear_object (&fixture->cancellable);
  if (fixture->subject != NULL)
    g_assert_finalize_object (fixture->subject);
  g_assert_finalize_object (fixture->http);
  luthier_practice_close (fixture->practice);
  g_clear_object (&fixture->practice);
  g_clear_object (&fixture->clock);
}

static inline void
fixture_play (Fixture *fixture, const char *situation)
{
  luthier_practice_add_situation (fixture->practice, situation, &fixture->error);
  g_assert_no_error (fixture->error);
}

/* Before each call: nothing of the one before is left. */
static inline void
fixture_reset (Fixture *fixture)
{
  g_clear_object (&fixture->result);
  g_clear_error (&fixture->error);
}

#define fixture_assert_error(fixture, expected)                                                    \
  g_assert_error ((fixture)->error, LUTHIER_ERROR, expected)
