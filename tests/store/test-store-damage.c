/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "store-bench.h"

#define N_INTENTS 12
#define PAGE      4096

/* What the user has asked for, in all its states, and what only this computer knows. */
static void
fill (LuthierStore *store)
{
  g_autoptr (LuthierProfile) p = luthier_profile_new (LUTHIER_PROFILE_SERVICE_ACCOUNT, "p");
  g_autoptr (LuthierProfile) gone = luthier_profile_new (LUTHIER_PROFILE_PRACTICE, "gone");
  GAsyncResult *removed = NULL;

  luthier_profile_set_project (p, "acme-ml");
  save_profile (store, p);
  save_profile (store, gone);
  for (guint i = 0; i < N_INTENTS; i++)
    {
      g_autofree char *id = g_strdup_printf ("intent-%02u", i);
      g_autoptr (LuthierIntentRecord) intent = make_intent (id, i % 4 == 3 ? "gone" : "p");

      /* Longer than a page. */
      g_free (intent->spec);
      intent->spec = g_strnfill (3000 + 500 * i, (char) ('a' + i));
      intent->state = LUTHIER_INTENT_QUEUED;
      intent->asked_us = 1000 + i;
      intent->place = i;
      save_intent (store, intent);
      intent->state = (LuthierIntentState) (i % (LUTHIER_INTENT_FORGOTTEN + 1));
      intent->error = i % 2 == 0 ? g_strdup ("Zeile 1\nZeile “2”") : NULL;
      intent->sent_us = 2000 + i;
      intent->held = i % 3 == 0;
      save_intent (store, intent);
    }
  luthier_store_remove_profile_async (store, "gone", NULL, luthier_test_result_cb, &removed);
  finish_write (store, &removed);
  save_draft (store, "p", "words");
  save_page (store, "p", "{\"tuningJobs\": [{\"name\": \"" NAME ("1") "\"}]}");
}

static void
assert_intent (const LuthierIntentRecord *intent, guint i, LuthierIntentState state)
{
  g_autofree char *id = g_strdup_printf ("intent-%02u", i);

  g_assert_cmpstr (intent->id, ==, id);
  g_assert_cmpint (intent->state, ==, state);
  g_assert_cmpuint (strlen (intent->spec), ==, 3000 + 500 * i);
  g_assert_cmpint (intent->spec[0], ==, (char) ('a' + i));
  g_assert_cmpstr (intent->error, ==, i % 2 == 0 ? "Zeile 1\nZeile “2”" : NULL);
  g_assert_cmpint (intent->asked_us, ==, 1000 + i);
  g_assert_cmpint (intent->sent_us, ==, 2000 + i);
  g_assert_cmpint (intent->place, ==, i);
  g_assert_cmpint (intent->held, ==, i % 3 == 0);
}

static void
assert_all_there (LuthierStore *store)
{
  g_autoptr (GPtrArray) profiles = load_profiles (store);
  g_autoptr (GPtrArray) intents = load_intents (store, "p");
  g_autoptr (GPtrArray) none = load_intents (store, "gone");

  g_assert_no_error (luthier_store_get_trouble (store));
  g_assert_cmpuint (profiles->len, ==, 1);
  g_assert_cmpstr (luthier_profile_get_project (profiles->pdata[0]), ==, "acme-ml");
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (intents->len, ==, N_INTENTS - N_INTENTS / 4);
  for (guint i = 0, at = 0; i < N_INTENTS; i++)
    if (i % 4 != 3)
      assert_intent (intents->pdata[at++], i,
                     (LuthierIntentState) (i % (LUTHIER_INTENT_FORGOTTEN + 1)));
}

/* What of the jobs cannot be read is found out when they are. */
static void
touch_jobs (LuthierStore *store)
{
  g_autoptr (GPtrArray) jobs = load_jobs (store, "p");
  static const char page[] = "{\"tuningJobs\": [{\"name\": \"" NAME ("2") "\"}]}";

  g_assert_cmpuint (jobs->len, <=, 1);
  save_page (store, "p", page);
}

static void
read_file (const char *path, const char *suffix, char **bytes, gsize *length)
{
  g_autofree char *name = g_strconcat (path, suffix, NULL);
  g_autoptr (GError) error = NULL;

  g_file_get_contents (name, bytes, length, &error);
  g_assert_no_error (error);
}

static void
write_file (const char *path, const char *suffix, const char *bytes, gsize length)
{
  g_autofree char *name = g_strconcat (path, suffix, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (name, bytes, (gssize) length, &error);
  g_assert_no_error (error);
}

static void
remove_file (const char *path, const char *suffix)
{
  g_autofree char *name = g_strconcat (path, suffix, NULL);

  g_assert_cmpint (g_remove (name), ==, 0);
}

static void
fill_and_close (Fixture *fixture)
{
  open_store (fixture->store);
  fill (fixture->store);
  close_store (fixture->store);
}

static void
spoil_database (Fixture *fixture)
{
  static const char words[] = "This is a letter to a friend, and no database at all. It is long.";

  write_file (fixture->path, "", words, strlen (words));
}

static void
test_no_database (Fixture *fixture, gconstpointer data)
{
  const LuthierDamage *damage;
  g_autofree char *aside = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *text = NULL;

  fill_and_close (fixture);
  spoil_database (fixture);

  open_store (fixture->store);
  assert_all_there (fixture->store);
  damage = luthier_store_get_damage (fixture->store);
  g_assert_true (g_str_has_prefix (damage->path, fixture->path));
  g_assert_nonnull (strstr (damage->path, ".damaged-"));
  aside = g_strdup (damage->path);
  g_assert_true (g_file_get_contents (aside, &kept, NULL, NULL));
  g_assert_true (g_str_has_prefix (kept, "This is a letter"));
  g_assert_cmpuint (damage->n_steps, ==, 0);
  g_assert_cmpuint (damage->n_unsure, ==, 0);
  g_assert_cmpuint (damage->parts, ==,
                    LUTHIER_DAMAGE_DRAFTS | LUTHIER_DAMAGE_UPLOADS | LUTHIER_DAMAGE_RECORDS);
  g_assert_null (load_draft (fixture->store, "p"));

  /* It is told until somebody has heard it. */
  close_store (fixture->store);
  open_store (fixture->store);
  g_assert_cmpstr (luthier_store_get_damage (fixture->store)->path, ==, aside);
  dismiss_damage (fixture->store);
  g_assert_null (luthier_store_get_damage (fixture->store));
  close_store (fixture->store);
  open_store (fixture->store);
  g_assert_null (luthier_store_get_damage (fixture->store));
  assert_all_there (fixture->store);

  save_draft (fixture->store, "p", "new");
  text = load_draft (fixture->store, "p");
  g_assert_cmpstr (text, ==, "new");
}

/* Each page of the file in turn is not what it was; then the file ends there. */
static void
test_each_page (Fixture *fixture, gconstpointer data)
{
  const gboolean cut = GPOINTER_TO_INT (data);
  g_autofree char *bytes = NULL;
  gsize length;
  guint n_told = 0;
  guint n_drafts = 0;

  fill_and_close (fixture);
  read_file (fixture->path, "", &bytes, &length);
  g_assert_cmpuint (length / PAGE, >, 20);
  for (gsize page = 0; page < length / PAGE; page++)
    {
      g_autofree char *spoilt = g_memdup2 (bytes, length);
      g_autofree char *text = NULL;
      const LuthierDamage *damage;
      gboolean told;

      memset (spoilt + page * PAGE, 0xa5, PAGE);
      write_file (fixture->path, "", spoilt, cut ? page * PAGE : length);
      open_store (fixture->store);
      touch_jobs (fixture->store);
      assert_all_there (fixture->store);
      damage = luthier_store_get_damage (fixture->store);
      text = load_draft (fixture->store, "p");
      told = damage != NULL;
      n_told += told ? 1 : 0;
      n_drafts += text != NULL ? 1 : 0;
      if (told)
        {
          g_assert_cmpuint (damage->n_steps, ==, 0);
          g_assert_true (text != NULL || damage->parts & LUTHIER_DAMAGE_DRAFTS);
          dismiss_damage (fixture->store);
        }
      close_store (fixture->store);
      if (told)
        assert_sound (fixture->path);
    }
  g_test_message ("%u pages; told of %u; the draft was saved %u times", (guint) (length / PAGE),
                  n_told, n_drafts);
  /* A page may be free; not most of them. And one page is not all. */
  g_assert_cmpuint (n_told, >, length / PAGE / 3);
  if (!cut)
    g_assert_cmpuint (n_drafts, >, length / PAGE / 2);
}

/* The head is well, so it opens; the rest is found out when it is read. */
static void
test_in_use (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) jobs = NULL;
  g_autoptr (LuthierIntentRecord) intent = make_intent ("late", "q");
  g_autoptr (GPtrArray) late = NULL;
  g_autofree char *bytes = NULL;
  gsize length;

  open_store (fixture->store);
  fill (fixture->store);
  close_store (fixture->store);
  open_store (fixture->store);
  read_file (fixture->path, "", &bytes, &length);
  memset (bytes + PAGE, 0xa5, length - PAGE);
  {
    g_autoptr (GError) error = NULL;
    g_autoptr (GFile) file = g_file_new_for_path (fixture->path);
    g_autoptr (GFileIOStream) stream = g_file_open_readwrite (file, NULL, &error);

    /* In the very file that is open. */
    g_assert_no_error (error);
    g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (stream)), bytes, length,
                               NULL, NULL, &error);
    g_assert_no_error (error);
  }

  jobs = load_jobs (fixture->store, "p");
  g_assert_cmpuint (jobs->len, ==, 0);
  g_assert_nonnull (luthier_store_get_damage (fixture->store));
  assert_all_there (fixture->store);
  save_intent (fixture->store, intent);
  late = load_intents (fixture->store, "q");
  g_assert_cmpuint (late->len, ==, 1);
}

/* (transfer full) */
static GPtrArray *
list_lines (Fixture *fixture, char **text)
{
  GPtrArray *lines = g_ptr_array_new ();
  gsize length;

  read_file (fixture->path, ".journal", text, &length);
  for (char *line = *text; *line != '\0'; line = strchr (line, '\n') + 1)
    g_ptr_array_add (lines, line);
  return lines;
}

/* The journal alone: nothing is missing, and nothing is told. */
static void
test_journal_alone (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = NULL;
  g_autoptr (GPtrArray) lines = NULL;

  fill_and_close (fixture);
  lines = list_lines (fixture, &text);
  for (guint i = 0; i < lines->len; i++)
    {
      g_autofree char *spoilt = g_strdup (text);

      spoilt[(char *) lines->pdata[i] - text + 12] ^= 1;
      write_file (fixture->path, ".journal", spoilt, strlen (spoilt));
      open_store (fixture->store);
      assert_all_there (fixture->store);
      g_assert_null (luthier_store_get_damage (fixture->store));
      close_store (fixture->store);
    }
  remove_file (fixture->path, ".journal");
  open_store (fixture->store);
  assert_all_there (fixture->store);
  g_assert_null (luthier_store_get_damage (fixture->store));
  close_store (fixture->store);

  /* And a new one has begun. */
  spoil_database (fixture);
  open_store (fixture->store);
  assert_all_there (fixture->store);
}

/* Both: nothing is told to be as it was that may have been sent since. */
static void
test_both (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = NULL;
  g_autoptr (GPtrArray) lines = NULL;

  fill_and_close (fixture);
  lines = list_lines (fixture, &text);
  for (guint i = 0; i < lines->len; i++)
    {
      g_autofree char *spoilt = g_strdup (text);
      g_autoptr (GPtrArray) intents = NULL;
      const LuthierDamage *damage;

      spoilt[(char *) lines->pdata[i] - text + 12] ^= 1;
      write_file (fixture->path, ".journal", spoilt, strlen (spoilt));
      spoil_database (fixture);
      open_store (fixture->store);
      damage = luthier_store_get_damage (fixture->store);
      g_assert_cmpuint (damage->n_steps, ==, 1);
      intents = load_intents (fixture->store, "p");
      g_assert_cmpuint (intents->len, >=, N_INTENTS - N_INTENTS / 4 - 1);
      for (guint j = 0; j < intents->len; j++)
        {
          const LuthierIntentRecord *intent = intents->pdata[j];

          g_assert_cmpint (intent->state, !=, LUTHIER_INTENT_QUEUED);
          g_assert_cmpint (intent->state, !=, LUTHIER_INTENT_REFUSED);
        }
      g_assert_cmpuint (damage->n_unsure, >, 0);
      dismiss_damage (fixture->store);
      close_store (fixture->store);
    }
}

static void
test_nothing_left (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) profiles = NULL;

  fill_and_close (fixture);
  spoil_database (fixture);
  remove_file (fixture->path, ".journal");
  open_store (fixture->store);
  g_assert_cmpuint (luthier_store_get_damage (fixture->store)->parts, ==,
                    LUTHIER_DAMAGE_STEPS | LUTHIER_DAMAGE_DRAFTS | LUTHIER_DAMAGE_UPLOADS |
                        LUTHIER_DAMAGE_RECORDS);
  profiles = load_profiles (fixture->store);
  g_assert_cmpuint (profiles->len, ==, 0);
}

/* Power fails while a line is written: that step was never told to be written. */
static void
test_torn (Fixture *fixture, gconstpointer data)
{
  static const char *const tails[] = { "0", "0f1e2d3c {\"step\":900,\"inte", "\0\0\0\0\0\0" };

  for (guint i = 0; i < G_N_ELEMENTS (tails); i++)
    {
      g_autofree char *text = NULL;
      g_autofree char *torn = NULL;
      g_autoptr (LuthierIntentRecord) intent = make_intent ("late", "q");
      g_autoptr (GPtrArray) late = NULL;
      gsize length;
      gsize tail = i == 2 ? 6 : strlen (tails[i]);

      if (i == 0)
        fill_and_close (fixture);
      read_file (fixture->path, ".journal", &text, &length);
      torn = g_malloc (length + tail);
      memcpy (torn, text, length);
      memcpy (torn + length, tails[i], tail);
      write_file (fixture->path, ".journal", torn, length + tail);

      open_store (fixture->store);
      save_intent (fixture->store, intent);
      close_store (fixture->store);
      spoil_database (fixture);
      open_store (fixture->store);
      g_assert_cmpuint (luthier_store_get_damage (fixture->store)->n_steps, ==, 0);
      assert_all_there (fixture->store);
      late = load_intents (fixture->store, "q");
      g_assert_cmpuint (late->len, ==, 1);
      close_store (fixture->store);
    }
}

/* Power fails while several are written that belong together. is_behind: the database is sound, and
 * does not have them yet; else the journal is all that there is. */
static void
test_torn_together (Fixture *fixture, gconstpointer is_behind)
{
  g_autoptr (GPtrArray) intents = make_intents ("q", 20);
  g_autofree char *database = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize database_length;
  gsize start;
  gsize end;

  fill_and_close (fixture);
  read_file (fixture->path, "", &database, &database_length);
  read_file (fixture->path, ".journal", &before, &start);
  open_store (fixture->store);
  g_assert_true (try_intents (fixture->store, intents, NULL));
  close_store (fixture->store);
  read_file (fixture->path, ".journal", &after, &end);
  g_assert_cmpmem (before, start, after, start);

  for (guint i = 0; i <= 16; i++)
    {
      const gsize cut = start + (end - start) * i / 16;
      g_autoptr (GPtrArray) found = NULL;

      if (is_behind)
        write_file (fixture->path, "", database, database_length);
      else
        spoil_database (fixture);
      write_file (fixture->path, ".journal", after, cut);
      open_store (fixture->store);
      assert_all_there (fixture->store);
      found = load_intents (fixture->store, "q");
      g_assert_cmpuint (found->len, ==, i == 16 ? 20 : 0);
      close_store (fixture->store);
    }
}

/* The journal is shortened to what still counts, and nobody else can read it. */
static void
test_journal_file (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_strconcat (fixture->path, ".journal", NULL);
  g_autoptr (LuthierIntentRecord) intent = make_intent ("a", "p");
  goffset longest = 0;
  guint n_shorter = 0;
  GStatBuf status;

  open_store (fixture->store);
  g_free (intent->spec);
  intent->spec = g_strnfill (100000, 'x');
  for (goffset before = 0, i = 0; i < 40; i++)
    {
      save_intent (fixture->store, intent);
      g_assert_cmpint (g_stat (path, &status), ==, 0);
      g_assert_cmpint (status.st_mode & 0777, ==, 0600);
      longest = MAX (longest, status.st_size);
      n_shorter += status.st_size < before ? 1 : 0;
      before = status.st_size;
    }
  g_assert_cmpint (longest, >, 1000000);
  g_assert_cmpint (longest, <, 1500000);
  g_assert_cmpuint (n_shorter, >=, 2);
  close_store (fixture->store);

  g_assert_true (g_file_set_contents (fixture->path, "no database", -1, NULL));
  open_store (fixture->store);
  g_assert_cmpuint (luthier_store_get_damage (fixture->store)->n_steps, ==, 0);
  close_store (fixture->store);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, data, function) g_test_add (path, Fixture, data, set_up, function, tear_down)
  ADD ("/store-damage/no-database", NULL, test_no_database);
  ADD ("/store-damage/each-page", GINT_TO_POINTER (FALSE), test_each_page);
  ADD ("/store-damage/cut-off", GINT_TO_POINTER (TRUE), test_each_page);
  ADD ("/store-damage/in-use", NULL, test_in_use);
  ADD ("/store-damage/journal-alone", NULL, test_journal_alone);
  ADD ("/store-damage/both", NULL, test_both);
  ADD ("/store-damage/nothing-left", NULL, test_nothing_left);
  ADD ("/store-damage/torn", NULL, test_torn);
  ADD ("/store-damage/torn-together/journal", GINT_TO_POINTER (FALSE), test_torn_together);
  ADD ("/store-damage/torn-together/behind", GINT_TO_POINTER (TRUE), test_torn_together);
  ADD ("/store-damage/journal-file", NULL, test_journal_file);

  return g_test_run ();
}
