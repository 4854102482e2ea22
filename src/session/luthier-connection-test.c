/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-connection-test-private.h"

#include <glib/gi18n.h>

struct _LuthierConnectionTest
{
  GObject parent_instance;

  LuthierConnection *connection; /* (owned) */
  char *bucket;                  /* (owned) (nullable) */
  char *kms_key;                 /* (owned) (nullable) */
  char *service_account;         /* (owned) (nullable) */
  GPtrArray *probes;             /* (owned): of LuthierProbe */
  GPtrArray *kinds;              /* (owned): of const LuthierProbeKind, one a probe */
  LuthierConnectionFacts *facts; /* (owned) (nullable): of the current run */
  LuthierProbeVerdict verdict;
  guint n_bad;
  guint n_warnings;
  gboolean running;
};

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LuthierConnectionTest,
                               luthier_connection_test,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

enum
{
  PROP_RUNNING = 1,
  PROP_VERDICT,
  PROP_N_BAD,
  PROP_N_WARNINGS,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

static LuthierProbeVerdict
get_probe_verdict (LuthierConnectionTest *self, guint index)
{
  return luthier_probe_get_verdict (self->probes->pdata[index]);
}

static void
set_count (LuthierConnectionTest *self, guint *place, guint count, guint property)
{
  if (*place == count)
    return;

  *place = count;
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
set_verdict (LuthierConnectionTest *self, LuthierProbeVerdict verdict)
{
  if (self->verdict == verdict)
    return;

  self->verdict = verdict;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VERDICT]);
}

static void
set_running (LuthierConnectionTest *self, gboolean running)
{
  if (self->running == running)
    return;

  self->running = running;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);
}

/* What was skipped is neither good nor bad. */
static void
tally (LuthierConnectionTest *self)
{
  LuthierProbeVerdict worst = LUTHIER_PROBE_WAITING;
  guint n_running = 0;
  guint n_bad = 0;
  guint n_warnings = 0;

  for (guint i = 0; i < self->probes->len; i++)
    {
      const LuthierProbeVerdict verdict = get_probe_verdict (self, i);

      if (verdict != LUTHIER_PROBE_SKIPPED)
        worst = MAX (worst, verdict);
      n_running += verdict == LUTHIER_PROBE_RUNNING;
      n_bad += verdict == LUTHIER_PROBE_BAD;
      n_warnings += verdict == LUTHIER_PROBE_WARNING || verdict == LUTHIER_PROBE_UNKNOWN;
    }

  g_object_freeze_notify (G_OBJECT (self));
  set_count (self, &self->n_bad, n_bad, PROP_N_BAD);
  set_count (self, &self->n_warnings, n_warnings, PROP_N_WARNINGS);
  set_verdict (self, worst);
  set_running (self, n_running > 0);
  g_object_thaw_notify (G_OBJECT (self));
}

static void
known_cb (LuthierConnectionTest *self, LuthierConnectionFacts *facts)
{
  g_autoptr (LuthierConnectionTest) alive = g_object_ref (self);

  for (guint i = 0; i < self->probes->len && self->facts == facts; i++)
    {
      const LuthierProbeKind *kind = self->kinds->pdata[i];
      g_auto (LuthierProbeReport) report = { 0 };

      if (get_probe_verdict (self, i) != LUTHIER_PROBE_RUNNING ||
          !luthier_connection_facts_know (facts, kind->needs))
        continue;
      kind->judge (facts, kind->subject, &report);
      luthier_probe_take_report (self->probes->pdata[i], &report);
    }
  if (self->facts == facts)
    tally (self);
}

static void
drop_facts (LuthierConnectionTest *self)
{
  g_autoptr (LuthierConnectionFacts) facts = g_steal_pointer (&self->facts);

  if (facts == NULL)
    return;
  g_signal_handlers_disconnect_by_data (facts, self);
  luthier_connection_facts_cancel (facts);
}

static void
add_probes (LuthierConnectionTest *self,
            LuthierConnectionFacts *facts,
            const LuthierProbeKind *kinds)
{
  for (const LuthierProbeKind *kind = kinds; kind->id != NULL; kind++)
    if (kind->applies == NULL || kind->applies (facts))
      {
        g_ptr_array_add (self->kinds, (gpointer) kind);
        g_ptr_array_add (self->probes, luthier_probe_new (kind->id, _ (kind->title)));
      }
}

static GType
get_item_type (GListModel *model)
{
  return LUTHIER_TYPE_PROBE;
}

static guint
get_n_items (GListModel *model)
{
  return LUTHIER_CONNECTION_TEST (model)->probes->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  LuthierConnectionTest *self = LUTHIER_CONNECTION_TEST (model);

  return position < self->probes->len ? g_object_ref (self->probes->pdata[position]) : NULL;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
luthier_connection_test_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  LuthierConnectionTest *self = LUTHIER_CONNECTION_TEST (object);

  switch (id)
    {
    case PROP_RUNNING:
      g_value_set_boolean (value, self->running);
      break;
    case PROP_VERDICT:
      g_value_set_enum (value, (int) self->verdict);
      break;
    case PROP_N_BAD:
      g_value_set_uint (value, self->n_bad);
      break;
    case PROP_N_WARNINGS:
      g_value_set_uint (value, self->n_warnings);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
luthier_connection_test_dispose (GObject *object)
{
  drop_facts (LUTHIER_CONNECTION_TEST (object));

  G_OBJECT_CLASS (luthier_connection_test_parent_class)->dispose (object);
}

static void
luthier_connection_test_finalize (GObject *object)
{
  LuthierConnectionTest *self = LUTHIER_CONNECTION_TEST (object);

  g_clear_object (&self->connection);
  g_ptr_array_unref (self->probes);
  g_ptr_array_unref (self->kinds);
  g_free (self->bucket);
  g_free (self->kms_key);
  g_free (self->service_account);

  G_OBJECT_CLASS (luthier_connection_test_parent_class)->finalize (object);
}

static void
luthier_connection_test_class_init (LuthierConnectionTestClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = luthier_connection_test_get_property;
  object_class->dispose = luthier_connection_test_dispose;
  object_class->finalize = luthier_connection_test_finalize;

  properties[PROP_RUNNING] = g_param_spec_boolean ("running", NULL, NULL, FALSE, flags);
  properties[PROP_VERDICT] = g_param_spec_enum ("verdict", NULL, NULL, LUTHIER_TYPE_PROBE_VERDICT,
                                                LUTHIER_PROBE_WAITING, flags);
  properties[PROP_N_BAD] = g_param_spec_uint ("n-bad", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_N_WARNINGS] = g_param_spec_uint ("n-warnings", NULL, NULL, 0, G_MAXUINT, 0,
                                                   flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
luthier_connection_test_init (LuthierConnectionTest *self)
{
  self->probes = g_ptr_array_new_with_free_func (g_object_unref);
  self->kinds = g_ptr_array_new ();
}

static LuthierConnectionFacts *
new_facts (LuthierConnectionTest *self)
{
  return luthier_connection_facts_new (self->connection, self->bucket, self->kms_key,
                                       self->service_account);
}

LuthierConnectionTest *
luthier_connection_test_new (LuthierConnection *connection,
                             const char *bucket,
                             const char *kms_key,
                             const char *service_account)
{
  LuthierConnectionTest *self = g_object_new (LUTHIER_TYPE_CONNECTION_TEST, NULL);
  g_autoptr (LuthierConnectionFacts) facts = NULL;

  self->connection = g_object_ref (connection);
  self->bucket = g_strdup (bucket);
  self->kms_key = g_strdup (kms_key);
  self->service_account = g_strdup (service_account);
  facts = new_facts (self);
  add_probes (self, facts, luthier_connection_test_caller_kinds);
  add_probes (self, facts, luthier_connection_test_agent_kinds);
  luthier_connection_test_run (self);
  return self;
}

/**
 * luthier_connection_test_run:
 * @self: a connection test
 *
 * Looks again, as it does by itself once. The probes stay and are updated; a run that is under way
 * is given up.
 */
void
luthier_connection_test_run (LuthierConnectionTest *self)
{
  g_return_if_fail (LUTHIER_IS_CONNECTION_TEST (self));

  drop_facts (self);
  self->facts = new_facts (self);
  g_signal_connect_swapped (self->facts, "known", G_CALLBACK (known_cb), self);
  for (guint i = 0; i < self->probes->len; i++)
    {
      g_auto (LuthierProbeReport) report = { .verdict = LUTHIER_PROBE_RUNNING };

      luthier_probe_take_report (self->probes->pdata[i], &report);
    }
  tally (self);
  luthier_connection_facts_gather (self->facts);
}

/**
 * luthier_connection_test_get_running:
 * @self: a connection test
 *
 * Returns: whether more will be found
 */
gboolean
luthier_connection_test_get_running (LuthierConnectionTest *self)
{
  g_return_val_if_fail (LUTHIER_IS_CONNECTION_TEST (self), FALSE);

  return self->running;
}

/**
 * luthier_connection_test_get_verdict:
 * @self: a connection test
 *
 * Returns: the worst of all probes so far; those that were skipped do not count
 */
LuthierProbeVerdict
luthier_connection_test_get_verdict (LuthierConnectionTest *self)
{
  g_return_val_if_fail (LUTHIER_IS_CONNECTION_TEST (self), LUTHIER_PROBE_WAITING);

  return self->verdict;
}

/**
 * luthier_connection_test_get_commands:
 * @self: a connection test
 *
 * Returns: (transfer full) (nullable): what an administrator can run, a line each and none twice;
 *   %NULL if there is nothing to do
 */
char *
luthier_connection_test_get_commands (LuthierConnectionTest *self)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GString) commands = g_string_new (NULL);

  g_return_val_if_fail (LUTHIER_IS_CONNECTION_TEST (self), NULL);

  for (guint i = 0; i < self->probes->len; i++)
    {
      const char *command = luthier_probe_get_command (self->probes->pdata[i]);

      if (command != NULL && g_hash_table_add (seen, (gpointer) command))
        g_string_append_printf (commands, "%s\n", command);
    }
  return commands->len > 0 ? g_string_free (g_steal_pointer (&commands), FALSE) : NULL;
}

static const char *
get_word (LuthierProbeVerdict verdict)
{
  switch (verdict)
    {
    case LUTHIER_PROBE_GOOD:
      /* Translators: what follows says how a check of a connection ended. */
      return _ ("good");
    case LUTHIER_PROBE_SKIPPED:
      return _ ("not looked at");
    case LUTHIER_PROBE_UNKNOWN:
      return _ ("not known");
    case LUTHIER_PROBE_WARNING:
      return _ ("warning");
    case LUTHIER_PROBE_BAD:
      return _ ("missing");
    case LUTHIER_PROBE_WAITING:
    case LUTHIER_PROBE_RUNNING:
    default:
      return _ ("under way");
    }
}

static void
append_probe (GString *text, LuthierProbe *probe)
{
  g_string_append_printf (text, "[%s] %s", get_word (luthier_probe_get_verdict (probe)),
                          luthier_probe_get_title (probe));
  if (luthier_probe_get_text (probe) != NULL)
    g_string_append_printf (text, ": %s", luthier_probe_get_text (probe));
  g_string_append_c (text, '\n');
  if (luthier_probe_get_command (probe) != NULL)
    g_string_append_printf (text, "    %s\n", luthier_probe_get_command (probe));
  if (luthier_probe_get_url (probe) != NULL)
    g_string_append_printf (text, "    %s\n", luthier_probe_get_url (probe));
}

/**
 * luthier_connection_test_to_text:
 * @self: a connection test
 *
 * Returns: (transfer full): all of it for a message to somebody else. It names account and project,
 *   and holds no secret.
 */
char *
luthier_connection_test_to_text (LuthierConnectionTest *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  LuthierProfile *profile;
  const char *account;
  const char *project;

  g_return_val_if_fail (LUTHIER_IS_CONNECTION_TEST (self), NULL);

  profile = luthier_connection_get_profile (self->connection);
  account = luthier_profile_get_account (profile);
  project = luthier_profile_get_project (profile);
  if (account != NULL)
    g_string_append_printf (text, _ ("Account: %s"), account);
  if (account != NULL)
    g_string_append_c (text, '\n');
  if (project != NULL)
    g_string_append_printf (text, _ ("Project: %s"), project);
  if (project != NULL)
    g_string_append_c (text, '\n');
  for (guint i = 0; i < self->probes->len; i++)
    append_probe (text, self->probes->pdata[i]);
  return g_string_free (g_steal_pointer (&text), FALSE);
}
