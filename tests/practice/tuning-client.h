/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "practice-client.h"

#define MINUTE (60 * 1000)
#define JOBS   "/v1/projects/acme-ml/locations/us-central1/tuningJobs"
#define BETA   "/v1beta1/"
#define V1     "/v1/"

#define REQUEST(rest)                                                                              \
  "{\"baseModel\":\"gemini-2.5-flash\",\"supervisedTuningSpec\":{\"trainingDatasetUri\":"          \
  "\"gs://acme-tuning/train.jsonl\"" rest "}}"

/* Conversations of two turns; the line of that number, from 1, is spoilt. */
static inline GBytes *
tuning_make_data (guint n_lines, guint spoilt, const char *spoilt_line)
{
  GString *text = g_string_new (NULL);

  for (guint i = 1; i <= n_lines; i++)
    if (i == spoilt)
      g_string_append_printf (text, "%s\n", spoilt_line);
    else
      g_string_append_printf (text,
                              "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":"
                              "\"Question %u of many\"}]},{\"role\":\"model\",\"parts\":"
                              "[{\"text\":\"Answer %u\"}]}]}\n",
                              i, i);
  return g_string_free_to_bytes (text);
}

static inline void
tuning_put (Client *self, const char *name, GBytes *bytes)
{
  luthier_practice_objects_put (luthier_practice_get_objects (self->practice), "acme-tuning", name,
                                "application/jsonl", bytes);
}

static inline void
tuning_set_up (Client *self, gconstpointer data)
{
  g_autoptr (GBytes) bytes = tuning_make_data (160, 0, NULL);

  client_set_up (self, data);
  tuning_put (self, "train.jsonl", bytes);
}

static inline void
tuning_advance (Client *self, gint64 ms)
{
  luthier_manual_clock_advance (LUTHIER_MANUAL_CLOCK (self->clock), ms);
}

/* Creates a job in a location; returns its name. */
static inline char *
tuning_create_at (Client *self, const char *location, const char *json)
{
  g_autofree char *path = g_strdup_printf ("/v1beta1/projects/acme-ml/locations/%s/tuningJobs",
                                           location);
  g_autoptr (Reply) reply = client_post (self, path, json);

  assert_status (reply, 200);
  return g_strdup (reply_text (reply, "name"));
}

static inline char *
tuning_create (Client *self, const char *json)
{
  return tuning_create_at (self, "us-central1", json);
}

/* version: V1 or BETA. */
static inline Reply *
tuning_get (Client *self, const char *version, const char *name)
{
  g_autofree char *path = g_strconcat (version, name, NULL);
  Reply *reply = client_get (self, path);

  assert_status (reply, 200);
  return reply;
}

/* phase: (nullable): the end of its tuningJobState. */
static inline gboolean
tuning_is_at (Client *self, const char *name, const char *state, const char *phase)
{
  g_autoptr (Reply) reply = tuning_get (self, BETA, name);
  const char *at = reply_text (reply, "tuningJobState");

  return g_str_has_suffix (reply_text (reply, "state"), state) &&
         (phase != NULL ? at != NULL && g_str_has_suffix (at, phase) : at == NULL);
}

/* The data are read on a thread, in real time: what the clock says may be ahead of it. */
#define tuning_wait_until_at(self, name, state, phase)                                             \
  luthier_test_wait_until (tuning_is_at (self, name, state, phase))

static inline Reply *
tuning_cancel (Client *self, const char *name)
{
  g_autofree char *path = g_strdup_printf ("/v1/%s:cancel", name);

  return client_post (self, path, "{}");
}
