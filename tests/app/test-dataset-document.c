/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-dataset-document.h"

#include "dataset-fixture.h"
#include "luthier-ui-test.h"

static gboolean
is_checked (LuthierDatasetDocument *document)
{
  return luthier_dataset_document_get_state (document) == LUTHIER_DOCUMENT_CHECKED;
}

static void
close_document (LuthierDatasetDocument *document)
{
  luthier_dataset_document_close (document);
  g_object_add_weak_pointer (G_OBJECT (document), (gpointer *) &document);
  g_object_unref (document);
  /* What is under way may hold it a little longer. */
  luthier_test_wait_until (document == NULL);
}

static void
count_cb (LuthierDatasetDocument *document, guint *count)
{
  ++*count;
}

static void
test_good (DatasetFixture *fixture, gconstpointer unused)
{
  LuthierDatasetDocument *document;
  LuthierDatasetReport *report;
  guint count = 0;

  dataset_write_good (fixture, 120);
  document = luthier_dataset_document_new (fixture->session, fixture->file);
  g_signal_connect (document, "changed", G_CALLBACK (count_cb), &count);
  g_assert_cmpint (luthier_dataset_document_get_state (document), ==, LUTHIER_DOCUMENT_CHECKING);
  g_assert_true (luthier_dataset_document_get_session (document) == fixture->session);
  g_assert_true (g_file_equal (luthier_dataset_document_get_file (document), fixture->file));
  luthier_test_wait_until (is_checked (document));
  report = luthier_dataset_document_get_report (document);
  g_assert_cmpuint (report->examples, ==, 120);
  g_assert_cmpuint (report->findings->len, ==, 0);
  g_assert_false (report->is_preview);
  g_assert_null (luthier_dataset_document_get_error (document));
  g_assert_cmpuint (count, >, 0);
  close_document (document);
}

/* A file without a model is held against no limits; with one it is checked again, once. */
static void
test_purpose (DatasetFixture *fixture, gconstpointer unused)
{
  LuthierCatalogue *catalogue = luthier_session_get_catalogue (fixture->session);
  LuthierBaseModel *model = luthier_catalogue_lookup (catalogue, "gemini-2.5-flash");
  LuthierDatasetDocument *document;

  g_assert_nonnull (model);
  dataset_write_good (fixture, 120);
  document = luthier_dataset_document_new (fixture->session, fixture->file);
  luthier_test_wait_until (is_checked (document));
  g_assert_null (luthier_dataset_document_get_model (document));
  luthier_dataset_document_set_purpose (document, NULL, LUTHIER_METHOD_SUPERVISED, FALSE);
  g_assert_true (is_checked (document));

  luthier_dataset_document_set_purpose (document, model, LUTHIER_METHOD_SUPERVISED, TRUE);
  g_assert_false (is_checked (document));
  /* What was found before is shown until all is known. */
  g_assert_nonnull (luthier_dataset_document_get_report (document));
  g_assert_true (luthier_dataset_document_get_model (document) == model);
  g_assert_true (luthier_dataset_document_get_rules (document)->validation);
  g_assert_cmpint (luthier_dataset_document_get_method (document), ==, LUTHIER_METHOD_SUPERVISED);
  luthier_test_wait_until (is_checked (document));
  close_document (document);
}

/* Examples of preferences are held against what preference tuning reads. */
static void
test_implied_method (DatasetFixture *fixture, gconstpointer unused)
{
  LuthierDatasetDocument *document;
  g_autoptr (GString) text = g_string_new (NULL);
  LuthierBaseModel *model = luthier_catalogue_lookup (
      luthier_session_get_catalogue (fixture->session), "gemini-2.5-flash");

  for (guint i = 0; i < 120; i++)
    g_string_append_printf (
        text,
        "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"Question %u\"}]}],"
        "\"completions\":[{\"score\":1,\"completion\":{\"role\":\"model\",\"parts\":[{\"text\":"
        "\"Good\"}]}},{\"score\":0,\"completion\":{\"role\":\"model\",\"parts\":[{\"text\":"
        "\"Bad\"}]}}]}\n",
        i);
  dataset_write (fixture, text->str);
  document = luthier_dataset_document_new (fixture->session, fixture->file);
  luthier_dataset_document_set_model (document, model);
  g_assert_cmpint (luthier_dataset_document_get_method (document), ==, LUTHIER_METHOD_SUPERVISED);
  luthier_test_wait_until (luthier_dataset_document_get_method (document) ==
                               LUTHIER_METHOD_PREFERENCE &&
                           is_checked (document));
  g_assert_false (
      luthier_dataset_report_has_errors (luthier_dataset_document_get_report (document)));
  luthier_dataset_document_set_model (document, NULL);
  g_assert_cmpint (luthier_dataset_document_get_method (document), ==, LUTHIER_METHOD_SUPERVISED);
  close_document (document);
}

static void
test_change (DatasetFixture *fixture, gconstpointer unused)
{
  LuthierDatasetDocument *document;

  dataset_write_good (fixture, 120);
  document = luthier_dataset_document_new (fixture->session, fixture->file);
  luthier_test_wait_until (is_checked (document));
  dataset_write_faulty (fixture);
  dataset_wait_until (fixture,
                      is_checked (document) &&
                          luthier_dataset_document_get_report (document)->findings->len > 0);
  g_assert_true (
      luthier_dataset_report_has_errors (luthier_dataset_document_get_report (document)));

  g_remove (g_file_peek_path (fixture->file));
  dataset_wait_until (fixture,
                      luthier_dataset_document_get_state (document) == LUTHIER_DOCUMENT_UNREADABLE);
  g_assert_error (luthier_dataset_document_get_error (document), G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_null (luthier_dataset_document_get_report (document));
  dataset_write_good (fixture, 110);
  dataset_wait_until (fixture, is_checked (document));
  g_assert_cmpuint (luthier_dataset_document_get_report (document)->examples, ==, 110);
  close_document (document);
}

static void
test_unreadable (DatasetFixture *fixture, gconstpointer unused)
{
  LuthierDatasetDocument *document = luthier_dataset_document_new (fixture->session, fixture->file);

  luthier_test_wait_until (luthier_dataset_document_get_state (document) ==
                           LUTHIER_DOCUMENT_UNREADABLE);
  g_assert_error (luthier_dataset_document_get_error (document), G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  luthier_dataset_document_check_again (document);
  g_assert_null (luthier_dataset_document_get_error (document));
  g_assert_cmpint (luthier_dataset_document_get_state (document), ==, LUTHIER_DOCUMENT_CHECKING);
  close_document (document);
}

/* Somebody closes the window in the middle. */
static void
test_close (DatasetFixture *fixture, gconstpointer unused)
{
  dataset_write_good (fixture, 2000);
  close_document (luthier_dataset_document_new (fixture->session, fixture->file));
}

#define document_test(name, function)                                                              \
  g_test_add ("/dataset-document/" name, DatasetFixture, NULL, dataset_set_up, (function),         \
              dataset_tear_down)

int
main (int argc, char *argv[])
{
  luthier_ui_test_init (&argc, &argv);
  document_test ("good", test_good);
  document_test ("purpose", test_purpose);
  document_test ("implied-method", test_implied_method);
  document_test ("change", test_change);
  document_test ("unreadable", test_unreadable);
  document_test ("close", test_close);
  return g_test_run ();
}
