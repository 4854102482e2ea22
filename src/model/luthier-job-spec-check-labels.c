/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-spec-finding-private.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_LABELS      64
#define MAX_LABEL_CHARS 64
/* So much of a name that is too long is enough to find it. */
#define MAX_SHOWN_CHARS 40
/* What this program marks its jobs with. */
#define OWN_PREFIX "luthier-"

/* What only this program may give. The group is a label as any other: it may be taken away. */
static gboolean
is_own (const char *key)
{
  return g_str_has_prefix (key, OWN_PREFIX) && !g_str_equal (key, LUTHIER_GROUP_LABEL);
}

static gboolean
is_label_char (gunichar c)
{
  return (g_unichar_isalpha (c) && !g_unichar_isupper (c) && !g_unichar_istitle (c)) ||
         g_unichar_isdigit (c) || c == '_' || c == '-';
}

static gboolean
is_label_text (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (!is_label_char (g_utf8_get_char (p)))
      return FALSE;

  return g_utf8_strlen (text, -1) <= MAX_LABEL_CHARS;
}

static gboolean
is_label_key (const char *key)
{
  return is_label_text (key) && g_unichar_isalpha (g_utf8_get_char (key));
}

char *
luthier_spec_tidy_label (const char *text)
{
  g_autofree char *lower = g_utf8_strdown (text, -1);
  g_autoptr (GString) tidy = g_string_new (NULL);
  glong n_chars = 0;

  for (const char *p = lower; *p != '\0' && n_chars < MAX_LABEL_CHARS; p = g_utf8_next_char (p))
    {
      const gunichar c = g_utf8_get_char (p);

      g_string_append_unichar (tidy, is_label_char (c) ? c : '-');
      n_chars++;
    }

  return g_string_free (g_steal_pointer (&tidy), FALSE);
}

static char *
tidy_key (const char *key)
{
  g_autofree char *tidy = luthier_spec_tidy_label (key);
  g_autofree char *longer = NULL;

  if (is_label_key (tidy))
    return g_steal_pointer (&tidy);

  longer = g_strconcat ("label-", tidy, NULL);
  return luthier_spec_tidy_label (longer);
}

static GVariant *
tidy_labels (GList *keys, GHashTable *labels, guint max_labels)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{ss}"));
  for (GList *l = keys; l != NULL && g_hash_table_size (seen) < max_labels; l = l->next)
    {
      g_autofree char *key = tidy_key (l->data);
      g_autofree char *value = luthier_spec_tidy_label (g_hash_table_lookup (labels, l->data));

      if (*(const char *) l->data == '\0' || is_own (key) || g_hash_table_contains (seen, key))
        continue;
      g_variant_builder_add (&builder, "{ss}", key, value);
      g_hash_table_add (seen, g_steal_pointer (&key));
    }

  return g_variant_builder_end (&builder);
}

static char *
describe_long (const char *key)
{
  g_autofree char *start = g_utf8_substring (key, 0,
                                             MIN (g_utf8_strlen (key, -1), MAX_SHOWN_CHARS));

  /* Translators: the start of a label's name; the name or the value is too long. */
  return g_strdup_printf (ngettext ("The label “%s…” is longer than %d character.",
                                    "The label “%s…” is longer than %d characters.",
                                    MAX_LABEL_CHARS),
                          start, MAX_LABEL_CHARS);
}

/* Why the service would refuse one label, or NULL. */
static char *
describe (const char *key, const char *value)
{
  if (*key == '\0')
    return g_strdup (_ ("A label has no name."));
  if (is_own (key))
    /* Translators: the name of a label. */
    return g_strdup_printf (_ ("“%s” is a label that Luthier gives itself."), key);
  if (g_utf8_strlen (key, -1) > MAX_LABEL_CHARS || g_utf8_strlen (value, -1) > MAX_LABEL_CHARS)
    return describe_long (key);
  if (!g_unichar_isalpha (g_utf8_get_char (key)))
    return g_strdup_printf (_ ("The label “%s” does not begin with a letter."), key);
  if (!is_label_text (key))
    return g_strdup_printf (_ ("The label “%s” may have small letters, digits, “_” and “-” only."),
                            key);
  if (!is_label_text (value))
    return g_strdup_printf (_ ("The label “%s” is “%s”. It may have small letters, digits, “_” and "
                               "“-” only."),
                            key, value);

  return NULL;
}

/* One finding for all, as the form has one row for them; its fix mends them all. */
void
luthier_job_spec_check_labels (LuthierJobSpec *spec, GPtrArray *findings)
{
  GHashTable *labels = luthier_job_spec_get_labels (spec);
  g_autoptr (GList) keys = g_list_sort (g_hash_table_get_keys (labels), (GCompareFunc) g_strcmp0);
  const guint max = MAX_LABELS - (luthier_job_spec_get_intent_id (spec) != NULL ? 1 : 0);
  g_autofree char *message = NULL;

  for (GList *l = keys; l != NULL && message == NULL; l = l->next)
    message = describe (l->data, g_hash_table_lookup (labels, l->data));
  if (message == NULL && g_hash_table_size (labels) > max)
    message = g_strdup_printf (ngettext ("There is room for %u label, and here are %u.",
                                         "There is room for %u labels, and here are %u.", max),
                               max, g_hash_table_size (labels));
  if (message == NULL)
    return;

  luthier_spec_finding_take_fix (luthier_spec_finding_add (findings, LUTHIER_SPEC_FIELD_LABELS,
                                                           LUTHIER_SEVERITY_ERROR, "H03", "%s",
                                                           message),
                                 g_strdup (_ ("Tidy Up")), tidy_labels (keys, labels, max));
}
