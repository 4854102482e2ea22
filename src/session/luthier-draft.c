/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-draft.h"

/* Not at every key stroke, yet before a crash has a chance. */
#define SAVE_AFTER_MS 300

struct _LuthierDraft
{
  GObject parent_instance;

  LuthierClock *clock;  /* (owned) */
  LuthierStore *store;  /* (owned) */
  char *profile_id;     /* (owned) (nullable) */
  LuthierJobSpec *spec; /* (owned) (nullable) */
  guint timer;          /* 0 = nothing is pending */
};

G_DEFINE_FINAL_TYPE (LuthierDraft, luthier_draft, G_TYPE_OBJECT)

enum
{
  PROP_SPEC = 1,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

static void
set_spec (LuthierDraft *self, LuthierJobSpec *spec)
{
  if (g_set_object (&self->spec, spec))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SPEC]);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!luthier_store_write_finish (LUTHIER_STORE (source), result, &error))
    g_warning ("The draft is not saved: %s", error->message);
}

static void
write_down (LuthierDraft *self)
{
  g_autofree char *text = self->spec != NULL ? luthier_job_spec_serialize (self->spec) : NULL;

  luthier_store_save_draft_async (self->store, self->profile_id, text, NULL, saved_cb, NULL);
}

static gboolean
save_cb (gpointer user_data)
{
  LuthierDraft *self = user_data;

  self->timer = 0;
  write_down (self);

  return G_SOURCE_REMOVE;
}

static void
luthier_draft_finalize (GObject *object)
{
  LuthierDraft *self = LUTHIER_DRAFT (object);

  if (self->timer != 0)
    luthier_clock_remove (self->clock, self->timer);
  g_clear_object (&self->spec);
  g_clear_object (&self->store);
  g_clear_object (&self->clock);
  g_clear_pointer (&self->profile_id, g_free);

  G_OBJECT_CLASS (luthier_draft_parent_class)->finalize (object);
}

static void
luthier_draft_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  LuthierDraft *self = LUTHIER_DRAFT (object);

  if (id == PROP_SPEC)
    g_value_set_object (value, self->spec);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
luthier_draft_class_init (LuthierDraftClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->finalize = luthier_draft_finalize;
  object_class->get_property = luthier_draft_get_property;

  properties[PROP_SPEC] = g_param_spec_object ("spec", NULL, NULL, LUTHIER_TYPE_JOB_SPEC,
                                               G_PARAM_READABLE | G_PARAM_STATIC_STRINGS |
                                                   G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
luthier_draft_init (LuthierDraft *self)
{
}

LuthierDraft *
luthier_draft_new (LuthierClock *clock, LuthierStore *store)
{
  LuthierDraft *self = g_object_new (LUTHIER_TYPE_DRAFT, NULL);

  self->clock = g_object_ref (clock);
  self->store = g_object_ref (store);

  return self;
}

LuthierJobSpec *
luthier_draft_get_spec (LuthierDraft *self)
{
  g_return_val_if_fail (LUTHIER_IS_DRAFT (self), NULL);

  return self->spec;
}

void
luthier_draft_open (LuthierDraft *self, const char *profile_id, LuthierJobSpec *stored)
{
  g_return_if_fail (LUTHIER_IS_DRAFT (self));

  luthier_draft_flush (self);
  g_free (self->profile_id);
  self->profile_id = g_strdup (profile_id);
  set_spec (self, stored);
}

/**
 * luthier_draft_save:
 * @spec: what is being written; kept, and read when it is written down
 */
void
luthier_draft_save (LuthierDraft *self, LuthierJobSpec *spec)
{
  g_return_if_fail (LUTHIER_IS_DRAFT (self));
  g_return_if_fail (LUTHIER_IS_JOB_SPEC (spec));

  if (self->profile_id == NULL)
    return;

  set_spec (self, spec);
  if (self->timer == 0)
    self->timer = luthier_clock_add_timeout (self->clock, SAVE_AFTER_MS, save_cb, self, NULL);
}

void
luthier_draft_discard (LuthierDraft *self)
{
  g_return_if_fail (LUTHIER_IS_DRAFT (self));

  if (self->timer != 0)
    luthier_clock_remove (self->clock, self->timer);
  self->timer = 0;

  if (self->profile_id == NULL || self->spec == NULL)
    return;

  set_spec (self, NULL);
  write_down (self);
}

void
luthier_draft_flush (LuthierDraft *self)
{
  g_return_if_fail (LUTHIER_IS_DRAFT (self));

  if (self->timer == 0)
    return;

  luthier_clock_remove (self->clock, self->timer);
  self->timer = 0;
  write_down (self);
}
