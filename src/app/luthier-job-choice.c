/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-job-choice.h"

struct _LuthierJobChoice
{
  GObject parent_instance;

  GListModel *model; /* (owned) (nullable) */
  gulong changed_id;
  gboolean choosing;
  GPtrArray *chosen;  /* (owned) of LuthierJob, in the order of choosing */
  GHashTable *lookup; /* (owned): the same, as a set */
  LuthierJob *anchor; /* (owned) (nullable): was toggled last */
};

static void list_model_iface_init (GListModelInterface *iface);
static void selection_model_iface_init (GtkSelectionModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LuthierJobChoice,
                               luthier_job_choice,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init)
                                   G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL,
                                                          selection_model_iface_init))

typedef enum
{
  PROP_MODEL = 1,
  PROP_CHOOSING,
  PROP_N_CHOSEN,
  N_PROPS
} LuthierJobChoiceProperty;

static GParamSpec *properties[N_PROPS];

static GType
luthier_job_choice_get_item_type (GListModel *model)
{
  return LUTHIER_TYPE_JOB;
}

static guint
luthier_job_choice_get_n_items (GListModel *model)
{
  LuthierJobChoice *self = LUTHIER_JOB_CHOICE (model);

  return self->model != NULL ? g_list_model_get_n_items (self->model) : 0;
}

static gpointer
luthier_job_choice_get_item (GListModel *model, guint position)
{
  LuthierJobChoice *self = LUTHIER_JOB_CHOICE (model);

  return self->model != NULL ? g_list_model_get_item (self->model, position) : NULL;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = luthier_job_choice_get_item_type;
  iface->get_n_items = luthier_job_choice_get_n_items;
  iface->get_item = luthier_job_choice_get_item;
}

/* Only the rows that there are look, and there are few of them. */
static void
tell (LuthierJobChoice *self)
{
  const guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self));

  if (n_items > 0)
    gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), 0, n_items);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_CHOSEN]);
}

static gboolean
add (LuthierJobChoice *self, LuthierJob *job)
{
  if (!g_hash_table_add (self->lookup, job))
    return FALSE;

  g_ptr_array_add (self->chosen, g_object_ref (job));

  return TRUE;
}

static gboolean
drop (LuthierJobChoice *self, LuthierJob *job)
{
  if (!g_hash_table_remove (self->lookup, job))
    return FALSE;

  g_ptr_array_remove (self->chosen, job);

  return TRUE;
}

static void
drop_all (LuthierJobChoice *self)
{
  g_hash_table_remove_all (self->lookup);
  g_ptr_array_set_size (self->chosen, 0);
}

static void
begin (LuthierJobChoice *self)
{
  if (self->choosing)
    return;

  self->choosing = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHOOSING]);
}

static void
add_range (LuthierJobChoice *self, guint position, guint n_items)
{
  for (guint i = position; i < position + n_items; i++)
    {
      g_autoptr (LuthierJob) job = g_list_model_get_item (G_LIST_MODEL (self), i);

      if (job != NULL)
        add (self, job);
    }
}

static gboolean
luthier_job_choice_is_selected (GtkSelectionModel *model, guint position)
{
  LuthierJobChoice *self = LUTHIER_JOB_CHOICE (model);
  g_autoptr (LuthierJob) job = NULL;

  if (self->chosen->len == 0)
    return FALSE;
  job = g_list_model_get_item (G_LIST_MODEL (self), position);

  return job != NULL && luthier_job_choice_contains (self, job);
}

static GtkBitset *
luthier_job_choice_get_selection_in_range (GtkSelectionModel *model, guint position, guint n_items)
{
  GtkBitset *set = gtk_bitset_new_empty ();

  for (guint i = position; i < position + n_items; i++)
    if (luthier_job_choice_is_selected (model, i))
      gtk_bitset_add (set, i);

  return set;
}

/* Whoever wants only this one comes by it with the pointer or the cursor keys. */
static gboolean
luthier_job_choice_select_item (GtkSelectionModel *model, guint position, gboolean unselect_rest)
{
  LuthierJobChoice *self = LUTHIER_JOB_CHOICE (model);
  g_autoptr (LuthierJob) job = g_list_model_get_item (G_LIST_MODEL (self), position);

  if (unselect_rest || job == NULL)
    return FALSE;

  if (!luthier_job_choice_contains (self, job))
    luthier_job_choice_toggle (self, job);

  return TRUE;
}

static gboolean
luthier_job_choice_unselect_item (GtkSelectionModel *model, guint position)
{
  LuthierJobChoice *self = LUTHIER_JOB_CHOICE (model);
  g_autoptr (LuthierJob) job = g_list_model_get_item (G_LIST_MODEL (self), position);

  if (job == NULL)
    return FALSE;

  if (luthier_job_choice_contains (self, job))
    luthier_job_choice_toggle (self, job);

  return TRUE;
}

/* What was chosen one by one stays so. */
static gboolean
luthier_job_choice_select_range (GtkSelectionModel *model,
                                 guint position,
                                 guint n_items,
                                 gboolean unselect_rest)
{
  LuthierJobChoice *self = LUTHIER_JOB_CHOICE (model);

  add_range (self, position, n_items);
  begin (self);
  tell (self);

  return TRUE;
}

static gboolean
luthier_job_choice_select_all (GtkSelectionModel *model)
{
  return luthier_job_choice_select_range (model, 0, g_list_model_get_n_items (G_LIST_MODEL (model)),
                                          FALSE);
}

static gboolean
luthier_job_choice_unselect_all (GtkSelectionModel *model)
{
  drop_all (LUTHIER_JOB_CHOICE (model));
  tell (LUTHIER_JOB_CHOICE (model));

  return TRUE;
}

static void
selection_model_iface_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = luthier_job_choice_is_selected;
  iface->get_selection_in_range = luthier_job_choice_get_selection_in_range;
  iface->select_item = luthier_job_choice_select_item;
  iface->unselect_item = luthier_job_choice_unselect_item;
  iface->select_range = luthier_job_choice_select_range;
  iface->select_all = luthier_job_choice_select_all;
  iface->unselect_all = luthier_job_choice_unselect_all;
}

static void
set_model (LuthierJobChoice *self, GListModel *model)
{
  const guint n_old = g_list_model_get_n_items (G_LIST_MODEL (self));

  if (self->model == model)
    return;

  if (self->model != NULL)
    g_clear_signal_handler (&self->changed_id, self->model);
  g_set_object (&self->model, model);
  if (model != NULL)
    self->changed_id = g_signal_connect_swapped (model, "items-changed",
                                                 G_CALLBACK (g_list_model_items_changed), self);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, n_old,
                              g_list_model_get_n_items (G_LIST_MODEL (self)));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MODEL]);
}

static void
luthier_job_choice_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  LuthierJobChoice *self = LUTHIER_JOB_CHOICE (object);

  switch ((LuthierJobChoiceProperty) prop_id)
    {
    case PROP_MODEL:
      g_value_set_object (value, self->model);
      break;
    case PROP_CHOOSING:
      g_value_set_boolean (value, self->choosing);
      break;
    case PROP_N_CHOSEN:
      g_value_set_uint (value, self->chosen->len);
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_job_choice_set_property (GObject *object,
                                 guint prop_id,
                                 const GValue *value,
                                 GParamSpec *pspec)
{
  LuthierJobChoice *self = LUTHIER_JOB_CHOICE (object);

  switch ((LuthierJobChoiceProperty) prop_id)
    {
    case PROP_MODEL:
      set_model (self, g_value_get_object (value));
      break;
    case PROP_CHOOSING:
      luthier_job_choice_set_choosing (self, g_value_get_boolean (value));
      break;
    case PROP_N_CHOSEN:
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_job_choice_dispose (GObject *object)
{
  LuthierJobChoice *self = LUTHIER_JOB_CHOICE (object);

  if (self->model != NULL)
    g_clear_signal_handler (&self->changed_id, self->model);
  g_clear_object (&self->model);
  g_clear_object (&self->anchor);

  G_OBJECT_CLASS (luthier_job_choice_parent_class)->dispose (object);
}

static void
luthier_job_choice_finalize (GObject *object)
{
  LuthierJobChoice *self = LUTHIER_JOB_CHOICE (object);

  g_hash_table_unref (self->lookup);
  g_ptr_array_unref (self->chosen);

  G_OBJECT_CLASS (luthier_job_choice_parent_class)->finalize (object);
}

static void
luthier_job_choice_class_init (LuthierJobChoiceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = luthier_job_choice_get_property;
  object_class->set_property = luthier_job_choice_set_property;
  object_class->dispose = luthier_job_choice_dispose;
  object_class->finalize = luthier_job_choice_finalize;

  properties[PROP_MODEL] = g_param_spec_object ("model", NULL, NULL, G_TYPE_LIST_MODEL,
                                                G_PARAM_READWRITE | flags);
  properties[PROP_CHOOSING] = g_param_spec_boolean ("choosing", NULL, NULL, FALSE,
                                                    G_PARAM_READWRITE | flags);
  properties[PROP_N_CHOSEN] = g_param_spec_uint ("n-chosen", NULL, NULL, 0, G_MAXUINT, 0,
                                                 G_PARAM_READABLE | flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
luthier_job_choice_init (LuthierJobChoice *self)
{
  self->chosen = g_ptr_array_new_with_free_func (g_object_unref);
  self->lookup = g_hash_table_new (NULL, NULL);
}

/**
 * luthier_job_choice_new:
 *
 * Returns: (transfer full): a choice of no jobs
 */
LuthierJobChoice *
luthier_job_choice_new (void)
{
  return g_object_new (LUTHIER_TYPE_JOB_CHOICE, NULL);
}

gboolean
luthier_job_choice_get_choosing (LuthierJobChoice *self)
{
  g_return_val_if_fail (LUTHIER_IS_JOB_CHOICE (self), FALSE);

  return self->choosing;
}

/**
 * luthier_job_choice_set_choosing:
 * @choosing: whether jobs are being chosen
 *
 * Whoever ends it has chosen none.
 */
void
luthier_job_choice_set_choosing (LuthierJobChoice *self, gboolean choosing)
{
  g_return_if_fail (LUTHIER_IS_JOB_CHOICE (self));

  if (self->choosing == choosing)
    return;

  if (choosing)
    {
      begin (self);
      return;
    }
  self->choosing = FALSE;
  g_clear_object (&self->anchor);
  if (self->chosen->len > 0)
    luthier_job_choice_unselect_all (GTK_SELECTION_MODEL (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHOOSING]);
}

guint
luthier_job_choice_get_n_chosen (LuthierJobChoice *self)
{
  g_return_val_if_fail (LUTHIER_IS_JOB_CHOICE (self), 0);

  return self->chosen->len;
}

/**
 * luthier_job_choice_get_chosen:
 *
 * Returns: (transfer none) (element-type LuthierJob): in the order in which they were chosen
 */
GPtrArray *
luthier_job_choice_get_chosen (LuthierJobChoice *self)
{
  g_return_val_if_fail (LUTHIER_IS_JOB_CHOICE (self), NULL);

  return self->chosen;
}

gboolean
luthier_job_choice_contains (LuthierJobChoice *self, LuthierJob *job)
{
  g_return_val_if_fail (LUTHIER_IS_JOB_CHOICE (self), FALSE);

  return g_hash_table_contains (self->lookup, job);
}

/**
 * luthier_job_choice_toggle:
 * @job: one of the model
 *
 * Chooses it, or not any more.
 */
void
luthier_job_choice_toggle (LuthierJobChoice *self, LuthierJob *job)
{
  g_return_if_fail (LUTHIER_IS_JOB_CHOICE (self));
  g_return_if_fail (LUTHIER_IS_JOB (job));

  if (!drop (self, job))
    add (self, job);
  g_set_object (&self->anchor, job);
  begin (self);
  tell (self);
}

static gboolean
find (LuthierJobChoice *self, LuthierJob *job, guint *position)
{
  const guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self));

  for (*position = 0; job != NULL && *position < n_items; (*position)++)
    {
      g_autoptr (LuthierJob) one = g_list_model_get_item (G_LIST_MODEL (self), *position);

      if (one == job)
        return TRUE;
    }

  return FALSE;
}

/**
 * luthier_job_choice_extend:
 * @job: one of the model
 *
 * Chooses all from the one that was toggled last to this one; this one only, if there is none.
 */
void
luthier_job_choice_extend (LuthierJobChoice *self, LuthierJob *job)
{
  guint from;
  guint to;

  g_return_if_fail (LUTHIER_IS_JOB_CHOICE (self));
  g_return_if_fail (LUTHIER_IS_JOB (job));

  if (!find (self, job, &to))
    return;
  if (!find (self, self->anchor, &from))
    {
      from = to;
      g_set_object (&self->anchor, job);
    }
  add_range (self, MIN (from, to), MAX (from, to) - MIN (from, to) + 1);
  begin (self);
  tell (self);
}

/**
 * luthier_job_choice_prune:
 * @jobs: all that there are, shown or not
 *
 * Forgets those that are gone.
 */
void
luthier_job_choice_prune (LuthierJobChoice *self, GListModel *jobs)
{
  g_autoptr (GHashTable) left = NULL;
  const guint n_before = self->chosen->len;

  g_return_if_fail (LUTHIER_IS_JOB_CHOICE (self));

  if (n_before == 0)
    return;
  left = g_hash_table_new (NULL, NULL);
  for (guint i = 0; jobs != NULL && i < g_list_model_get_n_items (jobs); i++)
    {
      g_autoptr (LuthierJob) job = g_list_model_get_item (jobs, i);

      g_hash_table_add (left, job);
    }
  for (guint i = self->chosen->len; i-- > 0;)
    if (!g_hash_table_contains (left, g_ptr_array_index (self->chosen, i)))
      drop (self, g_ptr_array_index (self->chosen, i));
  if (self->chosen->len != n_before)
    tell (self);
}
