/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-finding-groups.h"

struct _LuthierFindingGroups
{
  GObject parent_instance;

  GPtrArray *groups; /* (owned) (element-type LuthierFindingGroup) */
};

static void luthier_finding_groups_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LuthierFindingGroups,
                               luthier_finding_groups,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      luthier_finding_groups_list_model_init))

static GType
luthier_finding_groups_get_item_type (GListModel *model)
{
  return LUTHIER_TYPE_FINDING_GROUP;
}

static guint
luthier_finding_groups_get_n_items (GListModel *model)
{
  return LUTHIER_FINDING_GROUPS (model)->groups->len;
}

static gpointer
luthier_finding_groups_get_item (GListModel *model, guint position)
{
  LuthierFindingGroup *group = luthier_finding_groups_get (LUTHIER_FINDING_GROUPS (model),
                                                           position);

  return group != NULL ? g_object_ref (group) : NULL;
}

static void
luthier_finding_groups_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = luthier_finding_groups_get_item_type;
  iface->get_n_items = luthier_finding_groups_get_n_items;
  iface->get_item = luthier_finding_groups_get_item;
}

static void
luthier_finding_groups_finalize (GObject *object)
{
  g_ptr_array_unref (LUTHIER_FINDING_GROUPS (object)->groups);
  G_OBJECT_CLASS (luthier_finding_groups_parent_class)->finalize (object);
}

static void
luthier_finding_groups_class_init (LuthierFindingGroupsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = luthier_finding_groups_finalize;
}

static void
luthier_finding_groups_init (LuthierFindingGroups *self)
{
  self->groups = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * luthier_finding_groups_new:
 *
 * Returns: (transfer full): an empty list
 */
LuthierFindingGroups *
luthier_finding_groups_new (void)
{
  return g_object_new (LUTHIER_TYPE_FINDING_GROUPS, NULL);
}

/* (transfer full): the group of before, or a new one */
static LuthierFindingGroup *
take_group (LuthierFindingGroups *self, LuthierDatasetReport *report, guint index)
{
  for (guint i = 0; i < self->groups->len; i++)
    {
      LuthierFindingGroup *group = g_ptr_array_index (self->groups, i);

      if (luthier_finding_group_matches (group, g_ptr_array_index (report->findings, index)))
        return g_object_ref (group);
    }
  return luthier_finding_group_new (report, index);
}

/* (transfer full): the groups of a report, those of before as they were */
static GPtrArray *
collect_groups (LuthierFindingGroups *self, LuthierDatasetReport *report)
{
  GPtrArray *groups = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; report != NULL && i < report->findings->len; i++)
    g_ptr_array_add (groups, take_group (self, report, i));
  return groups;
}

/**
 * luthier_finding_groups_set_report:
 * @report: (nullable): what was found
 *
 * Changes the list between the first and the last difference.
 */
void
luthier_finding_groups_set_report (LuthierFindingGroups *self, LuthierDatasetReport *report)
{
  g_autoptr (GPtrArray) old = g_ptr_array_ref (self->groups);
  g_autoptr (GPtrArray) groups = collect_groups (self, report);
  const guint n_common = MIN (old->len, report != NULL ? report->findings->len : 0);
  guint start = 0;
  guint end = 0;

  g_ptr_array_unref (self->groups);
  self->groups = g_steal_pointer (&groups);
  while (start < n_common && old->pdata[start] == self->groups->pdata[start])
    start++;
  while (end < n_common - start &&
         old->pdata[old->len - end - 1] == self->groups->pdata[self->groups->len - end - 1])
    end++;
  if (start + end < old->len || start + end < self->groups->len)
    g_list_model_items_changed (G_LIST_MODEL (self), start, old->len - start - end,
                                self->groups->len - start - end);
  for (guint i = 0; i < self->groups->len; i++)
    luthier_finding_group_update (g_ptr_array_index (self->groups, i), report, i);
}

/**
 * luthier_finding_groups_get:
 *
 * Returns: (transfer none) (nullable): the group at a position
 */
LuthierFindingGroup *
luthier_finding_groups_get (LuthierFindingGroups *self, guint position)
{
  return position < self->groups->len ? g_ptr_array_index (self->groups, position) : NULL;
}

/**
 * luthier_finding_groups_find:
 * @group: (nullable):
 *
 * Returns: the position of a group, or %G_MAXUINT
 */
guint
luthier_finding_groups_find (LuthierFindingGroups *self, LuthierFindingGroup *group)
{
  for (guint i = 0; group != NULL && i < self->groups->len; i++)
    if (g_ptr_array_index (self->groups, i) == group)
      return i;
  return G_MAXUINT;
}

/* The finding at a position, at its end that is met first. */
static LuthierFindingGroup *
enter (LuthierFindingGroups *self, gint64 position, gboolean backwards, guint *index)
{
  LuthierFindingGroup *group = NULL;
  guint n_places;

  if (position >= 0)
    group = luthier_finding_groups_get (self, (guint) position);
  if (group == NULL)
    return NULL;
  n_places = luthier_finding_group_get_n_places (group);
  *index = n_places == 0 ? LUTHIER_FINDING_GROUPS_NO_PLACE : backwards ? n_places - 1 : 0;
  return group;
}

/**
 * luthier_finding_groups_step:
 * @group: (nullable): where one is; %NULL: nowhere yet
 * @index: (inout): at which of its places; a finding itself stands for its first one
 * @backwards: to the place before
 *
 * Finds the next place of the group, or the first one of the next group.
 *
 * Returns: (transfer none) (nullable): the group that it is in; %NULL at the end
 */
LuthierFindingGroup *
luthier_finding_groups_step (LuthierFindingGroups *self,
                             LuthierFindingGroup *group,
                             guint *index,
                             gboolean backwards)
{
  const guint position = luthier_finding_groups_find (self, group);
  guint n_places;

  if (position == G_MAXUINT)
    return enter (self, backwards ? (gint64) self->groups->len - 1 : 0, backwards, index);
  n_places = luthier_finding_group_get_n_places (group);
  if (*index == LUTHIER_FINDING_GROUPS_NO_PLACE)
    *index = 0;
  if (!backwards && n_places > 0 && *index < n_places - 1)
    ++*index;
  else if (backwards && *index > 0)
    --*index;
  else
    return enter (self, (gint64) position + (backwards ? -1 : 1), backwards, index);
  return group;
}
