/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include <math.h>

#include "luthier-catalogue.h"
#include "luthier-job-grid.h"
#include "luthier-test.h"

#define INTENT "00112233445566778899aabbccddeeff"

static LuthierJobSpec *
new_base (void)
{
  LuthierJobSpec *spec = luthier_job_spec_new ();

  luthier_job_spec_set_base_model (spec, "gemini-2.5-flash");
  luthier_job_spec_set_training_uri (spec, "gs://acme-tuning/invoices.jsonl");
  luthier_job_spec_set_region (spec, "us-central1");
  luthier_job_spec_set_display_name (spec, "invoices-30-nov");
  luthier_job_spec_set_intent_id (spec, INTENT);

  return spec;
}

static void
add (LuthierJobGrid *grid, LuthierGridAxis axis, double value)
{
  g_assert_true (luthier_job_grid_add (grid, axis, value));
}

/* Epochs 3 and 5, adapter sizes 4 and 8, and the rate that the service chooses or half of it. */
static LuthierJobGrid *
new_grid (LuthierJobSpec *base)
{
  LuthierJobGrid *grid = luthier_job_grid_new (base);

  add (grid, LUTHIER_GRID_EPOCHS, 5);
  add (grid, LUTHIER_GRID_EPOCHS, 3);
  g_assert_true (luthier_job_grid_remove (grid, LUTHIER_GRID_EPOCHS, NAN));
  add (grid, LUTHIER_GRID_ADAPTER_SIZE, 4);
  add (grid, LUTHIER_GRID_ADAPTER_SIZE, 8);
  g_assert_true (luthier_job_grid_remove (grid, LUTHIER_GRID_ADAPTER_SIZE, NAN));
  add (grid, LUTHIER_GRID_RATE, 0.5);

  return grid;
}

/* Without a grid there is one combination, which asks for what the spec does. */
static void
test_single (void)
{
  g_autoptr (LuthierJobSpec) base = new_base ();
  g_autoptr (LuthierJobGrid) grid = NULL;
  g_autoptr (LuthierJobSpec) spec = NULL;

  luthier_job_spec_set_epoch_count (base, 4);
  grid = luthier_job_grid_new (base);
  g_assert_cmpuint (luthier_job_grid_get_n_combinations (grid), ==, 1);
  spec = luthier_job_grid_make_spec (grid, base, 0);
  g_assert_true (luthier_job_spec_equal (spec, base));
  g_assert_false (luthier_job_grid_remove (grid, LUTHIER_GRID_EPOCHS, 4));
}

/* Every combination once, with a name, an intent id and a request of its own. */
static void
test_combinations (void)
{
  g_autoptr (LuthierJobSpec) base = new_base ();
  g_autoptr (LuthierJobGrid) grid = new_grid (base);
  g_autoptr (GPtrArray) specs = luthier_job_grid_make_specs (grid, base);
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) requests = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_assert_cmpuint (specs->len, ==, 8);
  for (guint i = 0; i < specs->len; i++)
    {
      LuthierJobSpec *spec = g_ptr_array_index (specs, i);
      const char *id = luthier_job_spec_get_intent_id (spec);

      g_assert_true (g_hash_table_add (names, (gpointer) luthier_job_spec_get_display_name (spec)));
      g_assert_true (g_hash_table_add (ids, (gpointer) id));
      g_assert_true (g_hash_table_add (requests, luthier_job_spec_to_request (spec)));
      g_assert_cmpuint (strlen (id), ==, strlen (INTENT));
      g_assert_cmpuint (strspn (id, "0123456789abcdef"), ==, strlen (INTENT));
      g_assert_cmpstr (g_hash_table_lookup (luthier_job_spec_get_labels (spec), "luthier-group"),
                       ==, "invoices-30-nov");
    }
  g_assert_true (g_hash_table_contains (names, "invoices-30-nov e3 a4 m-auto"));
  g_assert_true (g_hash_table_contains (names, "invoices-30-nov e5 a8 m0.5"));
  g_assert_false (g_hash_table_contains (ids, INTENT));
}

/* The order is the one in which the values rise, the last setting fastest. */
static void
test_order (void)
{
  g_autoptr (LuthierJobSpec) base = new_base ();
  g_autoptr (LuthierJobGrid) grid = new_grid (base);
  g_autoptr (LuthierJobSpec) first = luthier_job_grid_make_spec (grid, base, 0);
  g_autoptr (LuthierJobSpec) second = luthier_job_grid_make_spec (grid, base, 1);
  g_autoptr (LuthierJobSpec) last = luthier_job_grid_make_spec (grid, base, 7);

  g_assert_cmpint (luthier_job_spec_get_epoch_count (first), ==, 3);
  g_assert_true (luthier_job_spec_is_automatic_rate (first));
  g_assert_cmpuint (luthier_job_spec_get_adapter_size (first), ==, 4);
  g_assert_cmpuint (luthier_job_spec_get_adapter_size (second), ==, 8);
  g_assert_cmpint (luthier_job_spec_get_epoch_count (last), ==, 5);
  g_assert_cmpuint (luthier_job_spec_get_adapter_size (last), ==, 8);
}

/* The same grid confirmed twice has the same intents, so that it is the same jobs. */
static void
test_same_intents (void)
{
  g_autoptr (LuthierJobSpec) base = new_base ();
  g_autoptr (LuthierJobGrid) grid = new_grid (base);
  g_autoptr (LuthierJobSpec) once = luthier_job_grid_make_spec (grid, base, 3);
  g_autoptr (LuthierJobSpec) twice = luthier_job_grid_make_spec (grid, base, 3);
  g_autoptr (LuthierJobSpec) other = NULL;

  g_assert_true (luthier_job_spec_equal (once, twice));
  luthier_job_spec_set_intent_id (base, "ff112233445566778899aabbccddeeff");
  other = luthier_job_grid_make_spec (grid, base, 3);
  g_assert_cmpstr (luthier_job_spec_get_intent_id (once), !=,
                   luthier_job_spec_get_intent_id (other));
}

/* A spec keeps its grid, so a draft does; nothing of it is sent. */
static void
test_kept (void)
{
  g_autoptr (LuthierJobSpec) base = new_base ();
  g_autoptr (LuthierJobGrid) grid = new_grid (base);
  g_autofree char *before = luthier_job_spec_to_request (base);
  g_autofree char *text = NULL;
  g_autofree char *again = NULL;
  g_autofree char *draft = NULL;
  g_autofree char *request = NULL;
  g_autoptr (LuthierJobSpec) read = NULL;
  g_autoptr (LuthierJobGrid) read_grid = NULL;
  g_autoptr (LuthierJobSpec) spec = NULL;
  g_autoptr (GError) error = NULL;

  luthier_job_grid_set_left_out (grid, 2, TRUE);
  luthier_job_grid_set_left_out (grid, 7, TRUE);
  text = luthier_job_grid_to_text (grid);
  luthier_job_spec_set_grid (base, text);
  draft = luthier_job_spec_serialize (base);
  read = luthier_job_spec_deserialize (draft, &error);
  g_assert_no_error (error);
  g_assert_true (luthier_job_spec_equal (base, read));
  read_grid = luthier_job_grid_new (read);
  again = luthier_job_grid_to_text (read_grid);
  g_assert_cmpstr (again, ==, text);
  g_assert_cmpuint (luthier_job_grid_get_n_jobs (read_grid), ==, 6);

  request = luthier_job_spec_to_request (base);
  g_assert_cmpstr (request, ==, before);
  spec = luthier_job_grid_make_spec (grid, base, 0);
  g_assert_null (luthier_job_spec_get_grid (spec));
}

/* What was left out is still left out when there are more values, or fewer. */
static void
test_left_out (void)
{
  g_autoptr (LuthierJobSpec) base = new_base ();
  g_autoptr (LuthierJobGrid) grid = new_grid (base);
  g_autoptr (GPtrArray) specs = NULL;

  luthier_job_grid_set_left_out (grid, 7, TRUE);
  add (grid, LUTHIER_GRID_EPOCHS, 1);
  g_assert_cmpuint (luthier_job_grid_get_n_combinations (grid), ==, 12);
  g_assert_cmpuint (luthier_job_grid_get_n_jobs (grid), ==, 11);
  g_assert_true (luthier_job_grid_is_left_out (grid, 11));
  g_assert_true (luthier_job_grid_remove (grid, LUTHIER_GRID_EPOCHS, 1));
  g_assert_true (luthier_job_grid_is_left_out (grid, 7));

  specs = luthier_job_grid_make_specs (grid, base);
  for (guint i = 0; i < specs->len; i++)
    g_assert_cmpstr (luthier_job_spec_get_display_name (g_ptr_array_index (specs, i)), !=,
                     "invoices-30-nov e5 a8 m0.5");

  /* One job is always left. */
  for (guint i = 0; i < 8; i++)
    luthier_job_grid_set_left_out (grid, i, TRUE);
  g_assert_cmpuint (luthier_job_grid_get_n_jobs (grid), ==, 1);
  add (grid, LUTHIER_GRID_EPOCHS, 7);
  g_assert_true (luthier_job_grid_remove (grid, LUTHIER_GRID_EPOCHS, 7));
  g_assert_cmpuint (luthier_job_grid_get_n_jobs (grid), ==, 1);
}

/* Twice the same value, no value at all, and one too many are refused. */
static void
test_refused_values (void)
{
  g_autoptr (LuthierJobSpec) base = new_base ();
  g_autoptr (LuthierJobGrid) grid = luthier_job_grid_new (base);

  g_assert_false (luthier_job_grid_add (grid, LUTHIER_GRID_EPOCHS, NAN));
  g_assert_false (luthier_job_grid_add (grid, LUTHIER_GRID_EPOCHS, 2.5));
  g_assert_false (luthier_job_grid_add (grid, LUTHIER_GRID_EPOCHS, INFINITY));
  g_assert_false (luthier_job_grid_add (grid, LUTHIER_GRID_ADAPTER_SIZE, 3));
  g_assert_false (luthier_job_grid_add (grid, LUTHIER_GRID_ADAPTER_SIZE, 1e30));
  g_assert_false (luthier_job_grid_add (grid, LUTHIER_GRID_RATE, INFINITY));

  for (guint i = 1; i < 5; i++)
    add (grid, LUTHIER_GRID_EPOCHS, i);
  add (grid, LUTHIER_GRID_ADAPTER_SIZE, 1);
  add (grid, LUTHIER_GRID_ADAPTER_SIZE, 2);
  add (grid, LUTHIER_GRID_ADAPTER_SIZE, 4);
  g_assert_cmpuint (luthier_job_grid_get_n_combinations (grid), ==, LUTHIER_JOB_GRID_MAX);
  g_assert_cmpuint (luthier_job_grid_count_with (grid, LUTHIER_GRID_EPOCHS), ==, 24);
  g_assert_false (luthier_job_grid_add (grid, LUTHIER_GRID_EPOCHS, 9));
  g_assert_false (luthier_job_grid_add (grid, LUTHIER_GRID_RATE, 1));
}

/* A text of another version, or one that somebody has changed, is still a grid within bounds. */
static void
test_strange_texts (void)
{
  static const char *const texts[] = {
    "epochs",
    ";;; ;",
    "epochs 3 3 3;rate inf nan x;adapter 5 64 -1 1e99",
    "rate 1;rate 2;rate 3;height 5;without / 1/2/3",
    "epochs 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22;rate 1 2 3;adapter 1 2 4",
    "epochs 9223372036854775807 1e300;rate \xc3\xa4;adapter 4",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (LuthierJobSpec) base = new_base ();
      g_autoptr (LuthierJobGrid) grid = NULL;
      g_autoptr (GPtrArray) specs = NULL;

      luthier_job_spec_set_grid (base, texts[i]);
      grid = luthier_job_grid_new (base);
      specs = luthier_job_grid_make_specs (grid, base);
      g_assert_cmpuint (specs->len, >=, 1);
      g_assert_cmpuint (specs->len, <=, LUTHIER_JOB_GRID_MAX);
    }
}

/* Names are valid however long the beginning is, and they still differ. */
static void
test_long_names (void)
{
  g_autoptr (LuthierJobSpec) base = new_base ();
  g_autoptr (LuthierJobGrid) grid = NULL;
  g_autoptr (GString) name = g_string_new (NULL);
  g_autoptr (LuthierJobSpec) first = NULL;
  g_autoptr (LuthierJobSpec) second = NULL;

  for (guint i = 0; i < 140; i++)
    g_string_append (name, "\303\274");
  luthier_job_spec_set_display_name (base, name->str);
  grid = new_grid (base);
  first = luthier_job_grid_make_spec (grid, base, 0);
  second = luthier_job_grid_make_spec (grid, base, 1);
  g_assert_cmpint (g_utf8_strlen (luthier_job_spec_get_display_name (first), -1), ==,
                   LUTHIER_MAX_NAME_CHARS);
  g_assert_cmpstr (luthier_job_spec_get_display_name (first), !=,
                   luthier_job_spec_get_display_name (second));
  g_assert_true (g_str_has_suffix (luthier_job_spec_get_display_name (first), " e3 a4 m-auto"));

  luthier_job_spec_set_display_name (base, NULL);
  g_clear_object (&first);
  first = luthier_job_grid_make_spec (grid, base, 0);
  g_assert_cmpstr (luthier_job_spec_get_display_name (first), ==, "e3 a4 m-auto");
}

/* The group is a label that the service takes, beside those that the user gave. */
static void
test_group (void)
{
  g_autoptr (LuthierJobSpec) base = new_base ();
  g_autoptr (LuthierJobGrid) grid = new_grid (base);
  g_autoptr (GHashTable) labels = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (LuthierJobSpec) spec = NULL;

  g_hash_table_insert (labels, (gpointer) "team", (gpointer) "support");
  luthier_job_spec_set_labels (base, labels);
  luthier_job_spec_set_display_name (base, "Invoices (30 Nov) 🎻");
  spec = luthier_job_grid_make_spec (grid, base, 0);
  g_assert_cmpstr (g_hash_table_lookup (luthier_job_spec_get_labels (spec), "luthier-group"), ==,
                   "invoices--30-nov---");
  g_assert_cmpstr (g_hash_table_lookup (luthier_job_spec_get_labels (spec), "team"), ==, "support");
  g_assert_null (luthier_job_grid_judge (grid, base, 0, NULL));
  g_assert_null (g_hash_table_lookup (luthier_job_spec_get_labels (base), "luthier-group"));
}

/* What the model does not offer is known of each combination, before anybody asks. */
static void
test_judged (void)
{
  g_autoptr (GBytes) bytes = luthier_test_read ("../data/catalogue.json");
  g_autoptr (GError) error = NULL;
  g_autoptr (LuthierCatalogue) catalogue = luthier_catalogue_new (bytes, &error);
  g_autoptr (LuthierJobSpec) base = new_base ();
  g_autoptr (LuthierJobGrid) grid = new_grid (base);
  LuthierBaseModel *model = luthier_catalogue_lookup (catalogue, "gemini-2.5-flash");
  guint n_bad = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < 8; i++)
    g_assert_null (luthier_job_grid_judge (grid, base, i, model));

  add (grid, LUTHIER_GRID_ADAPTER_SIZE, 32);
  add (grid, LUTHIER_GRID_RATE, 0);
  for (guint i = 0; i < luthier_job_grid_get_n_combinations (grid); i++)
    {
      LuthierSpecFinding *finding = luthier_job_grid_judge (grid, base, i, model);

      if (finding == NULL)
        continue;
      g_assert_true (finding->field == LUTHIER_SPEC_FIELD_ADAPTER_SIZE ||
                     finding->field == LUTHIER_SPEC_FIELD_LEARNING_RATE);
      luthier_spec_finding_free (finding);
      n_bad++;
    }
  /* 32 with each, and 0 with the other two sizes. */
  g_assert_cmpuint (n_bad, ==, 2 * 3 + 2 * 2);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/job-grid/single", test_single);
  g_test_add_func ("/job-grid/combinations", test_combinations);
  g_test_add_func ("/job-grid/order", test_order);
  g_test_add_func ("/job-grid/same-intents", test_same_intents);
  g_test_add_func ("/job-grid/kept", test_kept);
  g_test_add_func ("/job-grid/left-out", test_left_out);
  g_test_add_func ("/job-grid/refused-values", test_refused_values);
  g_test_add_func ("/job-grid/strange-texts", test_strange_texts);
  g_test_add_func ("/job-grid/long-names", test_long_names);
  g_test_add_func ("/job-grid/group", test_group);
  g_test_add_func ("/job-grid/judged", test_judged);

  return g_test_run ();
}
