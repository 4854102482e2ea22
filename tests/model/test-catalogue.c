/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include <math.h>

#include "luthier-catalogue.h"
#include "luthier-error.h"
#include "luthier-test.h"

static LuthierCatalogue *
read_catalogue (void)
{
  g_autoptr (GBytes) bytes = luthier_test_read ("../data/catalogue.json");
  g_autoptr (GError) error = NULL;
  LuthierCatalogue *catalogue = luthier_catalogue_new (bytes, &error);

  g_assert_no_error (error);
  return catalogue;
}

static void
test_list (void)
{
  LuthierCatalogue *catalogue = read_catalogue ();
  GListModel *list = G_LIST_MODEL (catalogue);
  const guint n_items = g_list_model_get_n_items (list);

  g_assert_cmpstr (luthier_catalogue_get_as_of (catalogue), ==, "2026-10-05");
  g_assert_true (g_list_model_get_item_type (list) == LUTHIER_TYPE_BASE_MODEL);
  g_assert_cmpuint (n_items, >, 30);
  g_assert_null (g_list_model_get_item (list, n_items));
  g_assert_true (g_strv_contains (luthier_catalogue_get_regions (catalogue), "us-central1"));

  g_assert_finalize_object (catalogue);
}

static void
add_word (GHashTable *words, const char *word)
{
  if (word != NULL && *word != '\0')
    g_hash_table_add (words, g_strdup (word));
}

/* Translators are shown all words of the catalogue, and no others. */
static void
test_words (void)
{
  g_autoptr (LuthierCatalogue) catalogue = read_catalogue ();
  g_autoptr (GHashTable) words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const char *const *listed = luthier_catalogue_get_words ();

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (catalogue)); i++)
    {
      g_autoptr (LuthierBaseModel) model = g_list_model_get_item (G_LIST_MODEL (catalogue), i);

      add_word (words, luthier_base_model_get_summary (model));
      add_word (words, luthier_base_model_get_status_note (model));
    }
  for (guint i = 0; listed[i] != NULL; i++)
    if (!g_hash_table_remove (words, listed[i]))
      g_error ("Not in the catalogue: “%s”", listed[i]);
  if (g_hash_table_size (words) > 0)
    {
      g_autofree char *missing = g_strjoinv (
          "”, “", (char **) g_hash_table_get_keys_as_array (words, NULL));

      g_error ("Not in luthier-catalogue-words.c: “%s”", missing);
    }
}

/* Of every row: a summary, sizes in order, regions that exist; and no id twice. */
static void
test_every_row (void)
{
  g_autoptr (LuthierCatalogue) catalogue = read_catalogue ();
  const char *const *known = luthier_catalogue_get_regions (catalogue);
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (catalogue)); i++)
    {
      g_autoptr (LuthierBaseModel) model = g_list_model_get_item (G_LIST_MODEL (catalogue), i);
      const char *const *regions = luthier_base_model_get_regions (model);
      const guint *sizes;
      guint n_sizes;

      g_assert_true (g_hash_table_add (ids, (gpointer) luthier_base_model_get_id (model)));
      g_assert_true (luthier_catalogue_lookup (catalogue, luthier_base_model_get_id (model)) ==
                     model);
      g_assert_cmpstr (luthier_base_model_get_summary (model), !=, "");
      g_assert_cmpuint (strlen (luthier_base_model_get_summary (model)), <, 60);
      g_assert_nonnull (luthier_base_model_get_source (model));
      g_assert_nonnull (luthier_base_model_get_as_of (model));

      sizes = luthier_base_model_get_adapter_sizes (model, &n_sizes);
      for (guint j = 1; j < n_sizes; j++)
        g_assert_cmpuint (sizes[j - 1], <, sizes[j]);
      for (; *regions != NULL; regions++)
        g_assert_true (g_strv_contains (known, *regions) || g_str_equal (*regions, "global"));
      if (luthier_base_model_get_status (model) != LUTHIER_MODEL_AVAILABLE)
        g_assert_nonnull (luthier_base_model_get_status_note (model));
    }
}

static void
test_known_models (void)
{
  g_autoptr (LuthierCatalogue) catalogue = read_catalogue ();
  LuthierBaseModel *flash = luthier_catalogue_lookup (catalogue, "gemini-3.5-flash");
  LuthierBaseModel *lite = luthier_catalogue_lookup (catalogue, "gemini-2.5-flash-lite");
  LuthierBaseModel *pairs = luthier_catalogue_lookup (catalogue, "translation-llm-002");
  LuthierBaseModel *open = luthier_catalogue_lookup (catalogue,
                                                     "meta/llama3_1@llama-3.1-8b-instruct");

  g_assert_cmpint (luthier_base_model_get_status (flash), ==, LUTHIER_MODEL_PREVIEW);
  g_assert_true (luthier_base_model_refuses_cmek (flash));
  g_assert_cmpfloat (luthier_base_model_get_price (flash), ==, 10);
  g_assert_true (luthier_base_model_has_region (flash, "europe-west4"));
  g_assert_false (luthier_base_model_has_region (flash, "us-west1"));
  g_assert_cmpstr (luthier_base_model_get_serving_locations (flash)[1], ==, "eu");
  g_assert_cmpuint (luthier_base_model_get_max_example_tokens (flash), ==, 131072);
  g_assert_cmpuint (luthier_base_model_get_max_validation_examples (flash), ==, 5000);

  g_assert_cmpint (luthier_base_model_get_status (lite), ==, LUTHIER_MODEL_RETIRING);
  g_assert_true (luthier_base_model_get_methods (lite) & LUTHIER_METHOD_PREFERENCE);
  g_assert_false (luthier_base_model_refuses_cmek (lite));
  g_assert_cmpuint (luthier_base_model_get_default_adapter_size (lite), ==, 4);
  /* Its regions are not known, so any may be one. */
  g_assert_true (luthier_base_model_has_region (lite, "asia-east1"));

  g_assert_true (isnan (luthier_base_model_get_price (pairs)));
  g_assert_true (luthier_base_model_has_adapter_size (pairs, 4));
  g_assert_false (luthier_base_model_has_adapter_size (pairs, 8));
  g_assert_cmpuint (luthier_base_model_get_max_example_tokens (pairs), ==, 1000);

  g_assert_true (luthier_base_model_is_open (open));
  g_assert_true (luthier_base_model_has_adapter_size (open, 32));
}

static void
test_lookup (void)
{
  g_autoptr (LuthierCatalogue) catalogue = read_catalogue ();

  g_assert_nonnull (luthier_catalogue_lookup (catalogue, "gemini-2.0-flash"));
  g_assert_true (luthier_catalogue_lookup (catalogue, "gemini-2.0-flash") ==
                 luthier_catalogue_lookup (catalogue, "gemini-2.0-flash-001"));
  g_assert_null (luthier_catalogue_lookup (catalogue, "gemini-99"));
  g_assert_null (luthier_catalogue_lookup (catalogue, NULL));
}

static void
test_malformed (void)
{
  static const struct
  {
    const char *text;
    const char *word;
  } cases[] = {
    { "", "not JSON" },
    { "{", "not JSON" },
    { "[]", "asOf" },
    { "{\"asOf\": \"x\"}", "models" },
    { "{\"asOf\": \"x\", \"models\": 3}", "models" },
    { "{\"asOf\": \"x\", \"models\": [{}]}", "id" },
    { "{\"asOf\": \"x\", \"models\": [{\"id\": \"m\"}]}", "status" },
    { "{\"asOf\": \"x\", \"models\": [{\"id\": \"m\", \"status\": \"odd\"}]}", "odd" },
    { "{\"asOf\": \"x\", \"models\": [{\"id\": \"m\", \"status\": \"preview\","
      " \"methods\": [\"prayer\"]}]}",
      "prayer" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (cases[i].text, strlen (cases[i].text));
      g_autoptr (GError) error = NULL;

      g_assert_null (luthier_catalogue_new (bytes, &error));
      g_assert_nonnull (error);
      g_assert_nonnull (strstr (error->message, cases[i].word));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/catalogue/list", test_list);
  g_test_add_func ("/catalogue/every-row", test_every_row);
  g_test_add_func ("/catalogue/words", test_words);
  g_test_add_func ("/catalogue/known-models", test_known_models);
  g_test_add_func ("/catalogue/lookup", test_lookup);
  g_test_add_func ("/catalogue/malformed", test_malformed);

  return g_test_run ();
}
