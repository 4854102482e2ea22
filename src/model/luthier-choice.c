/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-choice.h"

#include "luthier-one-line.h"

#define NO_SIZE  (-1)
#define MAX_LINE 1000

struct _LuthierChoice
{
  GObject parent_instance;

  char *value;    /* (owned) */
  char *title;    /* (owned) */
  char *subtitle; /* (owned) (nullable) */
  gint64 size;
  gint64 updated_at;
  gboolean folder;
};

G_DEFINE_FINAL_TYPE (LuthierChoice, luthier_choice, G_TYPE_OBJECT)

enum
{
  PROP_VALUE = 1,
  PROP_TITLE,
  PROP_SUBTITLE,
  PROP_FOLDER,
  PROP_SIZE,
  PROP_UPDATED_AT,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

static void
luthier_choice_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  LuthierChoice *self = LUTHIER_CHOICE (object);

  switch (id)
    {
    case PROP_VALUE:
      g_value_set_string (value, self->value);
      break;
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_SUBTITLE:
      g_value_set_string (value, self->subtitle);
      break;
    case PROP_FOLDER:
      g_value_set_boolean (value, self->folder);
      break;
    case PROP_SIZE:
      g_value_set_int64 (value, self->size);
      break;
    case PROP_UPDATED_AT:
      g_value_set_int64 (value, self->updated_at);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
luthier_choice_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  LuthierChoice *self = LUTHIER_CHOICE (object);

  switch (id)
    {
    case PROP_VALUE:
      self->value = g_value_dup_string (value);
      break;
    case PROP_TITLE:
      self->title = g_value_dup_string (value);
      break;
    case PROP_SUBTITLE:
      self->subtitle = g_value_dup_string (value);
      break;
    case PROP_FOLDER:
      self->folder = g_value_get_boolean (value);
      break;
    case PROP_SIZE:
      self->size = g_value_get_int64 (value);
      break;
    case PROP_UPDATED_AT:
      self->updated_at = g_value_get_int64 (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
luthier_choice_finalize (GObject *object)
{
  LuthierChoice *self = LUTHIER_CHOICE (object);

  g_free (self->value);
  g_free (self->title);
  g_free (self->subtitle);

  G_OBJECT_CLASS (luthier_choice_parent_class)->finalize (object);
}

static void
luthier_choice_class_init (LuthierChoiceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = luthier_choice_get_property;
  object_class->set_property = luthier_choice_set_property;
  object_class->finalize = luthier_choice_finalize;

  properties[PROP_VALUE] = g_param_spec_string ("value", NULL, NULL, NULL, flags);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_SUBTITLE] = g_param_spec_string ("subtitle", NULL, NULL, NULL, flags);
  properties[PROP_FOLDER] = g_param_spec_boolean ("folder", NULL, NULL, FALSE, flags);
  properties[PROP_SIZE] = g_param_spec_int64 ("size", NULL, NULL, NO_SIZE, G_MAXINT64, NO_SIZE,
                                              flags);
  properties[PROP_UPDATED_AT] = g_param_spec_int64 ("updated-at", NULL, NULL, G_MININT64,
                                                    G_MAXINT64, 0, flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
luthier_choice_init (LuthierChoice *self)
{
}

/* (transfer full): what can stand in a line; the title of something is never empty. */
static char *
make_title (const char *title, const char *value)
{
  g_autofree char *line = luthier_one_line (title, MAX_LINE);

  if (*line != '\0')
    return g_steal_pointer (&line);
  g_free (line);
  line = luthier_one_line (value, MAX_LINE);
  return *line != '\0' ? g_steal_pointer (&line) : g_uri_escape_string (value, NULL, FALSE);
}

/**
 * luthier_choice_new:
 * @value: what the field gets
 * @title: what the user sees
 * @subtitle: (nullable): what tells it from others of that title
 *
 * Returns: (transfer full): something to choose
 */
LuthierChoice *
luthier_choice_new (const char *value, const char *title, const char *subtitle)
{
  g_autofree char *line = NULL;
  g_autofree char *second = subtitle != NULL ? luthier_one_line (subtitle, MAX_LINE) : NULL;

  g_return_val_if_fail (value != NULL, NULL);
  g_return_val_if_fail (title != NULL, NULL);

  line = make_title (title, value);
  return g_object_new (LUTHIER_TYPE_CHOICE, "value", value, "title", line, "subtitle", second,
                       NULL);
}

/**
 * luthier_choice_new_folder:
 * @value: what to list to see what is below it
 * @title: what the user sees
 *
 * Returns: (transfer full): a folder
 */
LuthierChoice *
luthier_choice_new_folder (const char *value, const char *title)
{
  g_autofree char *line = NULL;

  g_return_val_if_fail (value != NULL, NULL);
  g_return_val_if_fail (title != NULL, NULL);

  line = make_title (title, value);
  return g_object_new (LUTHIER_TYPE_CHOICE, "value", value, "title", line, "folder", TRUE, NULL);
}

/**
 * luthier_choice_new_object:
 * @value: a gs:// address
 * @title: what the user sees
 * @size: in bytes, -1 if it is not known
 * @updated_at: in microseconds since 1970, 0 if it is not known
 *
 * Returns: (transfer full): a file in a bucket
 */
LuthierChoice *
luthier_choice_new_object (const char *value, const char *title, gint64 size, gint64 updated_at)
{
  g_autofree char *line = NULL;

  g_return_val_if_fail (value != NULL, NULL);
  g_return_val_if_fail (title != NULL, NULL);

  line = make_title (title, value);
  return g_object_new (LUTHIER_TYPE_CHOICE, "value", value, "title", line, "size",
                       MAX (size, NO_SIZE), "updated-at", updated_at, NULL);
}

/**
 * luthier_choice_get_value:
 * @self: a choice
 *
 * Returns: (transfer none): what the field gets
 */
const char *
luthier_choice_get_value (LuthierChoice *self)
{
  g_return_val_if_fail (LUTHIER_IS_CHOICE (self), NULL);

  return self->value;
}

/**
 * luthier_choice_get_title:
 * @self: a choice
 *
 * Returns: (transfer none): what the user sees
 */
const char *
luthier_choice_get_title (LuthierChoice *self)
{
  g_return_val_if_fail (LUTHIER_IS_CHOICE (self), NULL);

  return self->title;
}

/**
 * luthier_choice_get_subtitle:
 * @self: a choice
 *
 * Returns: (transfer none) (nullable): what tells it from others of that title
 */
const char *
luthier_choice_get_subtitle (LuthierChoice *self)
{
  g_return_val_if_fail (LUTHIER_IS_CHOICE (self), NULL);

  return self->subtitle;
}

/**
 * luthier_choice_is_folder:
 * @self: a choice
 *
 * Returns: whether there is more below it, to be listed with its value
 */
gboolean
luthier_choice_is_folder (LuthierChoice *self)
{
  g_return_val_if_fail (LUTHIER_IS_CHOICE (self), FALSE);

  return self->folder;
}

/**
 * luthier_choice_get_size:
 * @self: a choice
 *
 * Returns: bytes, -1 if there is no such thing or it is not known
 */
gint64
luthier_choice_get_size (LuthierChoice *self)
{
  g_return_val_if_fail (LUTHIER_IS_CHOICE (self), NO_SIZE);

  return self->size;
}

/**
 * luthier_choice_get_updated_at:
 * @self: a choice
 *
 * Returns: microseconds since 1970 in UTC, 0 if it is not known
 */
gint64
luthier_choice_get_updated_at (LuthierChoice *self)
{
  g_return_val_if_fail (LUTHIER_IS_CHOICE (self), 0);

  return self->updated_at;
}
