/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-finding-group.h"

/* A screenful. */
#define SHOWN_AT_FIRST 16

struct _LuthierFindingGroup
{
  GObject parent_instance;

  LuthierDatasetReport *report;         /* (owned) */
  const LuthierDatasetFinding *finding; /* (unowned): the report's */
  guint shown;                          /* so many may be listed */
  guint n_items;                        /* so many are */
};

static void luthier_finding_group_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LuthierFindingGroup,
                               luthier_finding_group,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      luthier_finding_group_list_model_init))

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static GType
luthier_finding_group_get_item_type (GListModel *model)
{
  return LUTHIER_TYPE_FINDING_PLACE;
}

static guint
luthier_finding_group_get_n_items (GListModel *model)
{
  return LUTHIER_FINDING_GROUP (model)->n_items;
}

static gpointer
luthier_finding_group_get_item (GListModel *model, guint position)
{
  LuthierFindingGroup *self = LUTHIER_FINDING_GROUP (model);

  if (position >= self->n_items)
    return NULL;
  return luthier_finding_place_new (luthier_finding_group_get_place (self, position), position);
}

static void
luthier_finding_group_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = luthier_finding_group_get_item_type;
  iface->get_n_items = luthier_finding_group_get_n_items;
  iface->get_item = luthier_finding_group_get_item;
}

static void
luthier_finding_group_finalize (GObject *object)
{
  LuthierFindingGroup *self = LUTHIER_FINDING_GROUP (object);

  luthier_dataset_report_unref (self->report);
  G_OBJECT_CLASS (luthier_finding_group_parent_class)->finalize (object);
}

static void
luthier_finding_group_class_init (LuthierFindingGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = luthier_finding_group_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
luthier_finding_group_init (LuthierFindingGroup *self)
{
  self->shown = SHOWN_AT_FIRST;
}

static void
set_finding (LuthierFindingGroup *self, LuthierDatasetReport *report, guint index)
{
  LuthierDatasetReport *old = self->report;

  self->report = luthier_dataset_report_ref (report);
  self->finding = g_ptr_array_index (report->findings, index);
  if (old != NULL)
    luthier_dataset_report_unref (old);
}

/**
 * luthier_finding_group_new:
 * @index: of the finding in the report
 *
 * Returns: (transfer full): the finding as a list of places
 */
LuthierFindingGroup *
luthier_finding_group_new (LuthierDatasetReport *report, guint index)
{
  LuthierFindingGroup *self = g_object_new (LUTHIER_TYPE_FINDING_GROUP, NULL);

  set_finding (self, report, index);
  self->n_items = MIN (luthier_finding_group_get_n_places (self), self->shown);
  return self;
}

/* How many places are where they were: those stay selected. */
static guint
count_same (const LuthierDatasetFinding *a, const LuthierDatasetFinding *b, guint limit)
{
  guint same = 0;

  while (same < limit)
    {
      const LuthierDatasetPlace *x = &g_array_index (a->places, LuthierDatasetPlace, same);
      const LuthierDatasetPlace *y = &g_array_index (b->places, LuthierDatasetPlace, same);

      if (x->line != y->line || x->column != y->column || x->offset != y->offset ||
          x->byte != y->byte || x->length != y->length)
        break;
      same++;
    }
  return same;
}

/* What is read of it beside its places. */
static gboolean
is_worded_alike (const LuthierDatasetFinding *a, const LuthierDatasetFinding *b)
{
  return a->count == b->count && a->severity == b->severity &&
         (a->places->len > 0) == (b->places->len > 0) && g_strcmp0 (a->title, b->title) == 0 &&
         g_strcmp0 (a->consequence, b->consequence) == 0 && g_strcmp0 (a->fix, b->fix) == 0;
}

/**
 * luthier_finding_group_update:
 * @report: what was found since
 * @index: of the finding in it
 *
 * Changes what is listed from the first difference on.
 */
void
luthier_finding_group_update (LuthierFindingGroup *self, LuthierDatasetReport *report, guint index)
{
  g_autoptr (LuthierDatasetReport) old = luthier_dataset_report_ref (self->report);
  const LuthierDatasetFinding *finding = self->finding;
  const guint n_before = self->n_items;
  guint same;

  set_finding (self, report, index);
  self->n_items = MIN (luthier_finding_group_get_n_places (self), self->shown);
  same = count_same (finding, self->finding, MIN (n_before, self->n_items));
  if (same < n_before || same < self->n_items)
    g_list_model_items_changed (G_LIST_MODEL (self), same, n_before - same, self->n_items - same);
  if (!is_worded_alike (finding, self->finding))
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * luthier_finding_group_get_finding:
 *
 * Returns: (transfer none): the finding, until the group is updated
 */
const LuthierDatasetFinding *
luthier_finding_group_get_finding (LuthierFindingGroup *self)
{
  return self->finding;
}

gboolean
luthier_finding_group_matches (LuthierFindingGroup *self, const LuthierDatasetFinding *finding)
{
  return g_strcmp0 (self->finding->id, finding->id) == 0 &&
         g_strcmp0 (self->finding->rule, finding->rule) == 0;
}

guint
luthier_finding_group_get_n_places (LuthierFindingGroup *self)
{
  return self->finding->places != NULL ? self->finding->places->len : 0;
}

/**
 * luthier_finding_group_get_place:
 * @index: from 0, below the number of places
 *
 * Returns: (transfer none): the place, until the group is updated
 */
const LuthierDatasetPlace *
luthier_finding_group_get_place (LuthierFindingGroup *self, guint index)
{
  g_return_val_if_fail (index < luthier_finding_group_get_n_places (self), NULL);

  return &g_array_index (self->finding->places, LuthierDatasetPlace, index);
}

/**
 * luthier_finding_group_find_line:
 *
 * Returns: the first place in this line, or %G_MAXUINT
 */
guint
luthier_finding_group_find_line (LuthierFindingGroup *self, guint64 line)
{
  for (guint i = 0; i < luthier_finding_group_get_n_places (self); i++)
    if (luthier_finding_group_get_place (self, i)->line == line)
      return i;
  return G_MAXUINT;
}

/**
 * luthier_finding_group_show_more:
 * @n_places: how many more may be listed
 *
 * Returns: whether there are others that are not listed yet
 */
gboolean
luthier_finding_group_show_more (LuthierFindingGroup *self, guint n_places)
{
  const guint n_before = self->n_items;
  const guint n_kept = luthier_finding_group_get_n_places (self);

  self->shown = n_places < G_MAXUINT - self->shown ? self->shown + n_places : G_MAXUINT;
  self->n_items = MIN (n_kept, self->shown);
  if (self->n_items != n_before)
    g_list_model_items_changed (G_LIST_MODEL (self), n_before, 0, self->n_items - n_before);
  return self->n_items < n_kept;
}
