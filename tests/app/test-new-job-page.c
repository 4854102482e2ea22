/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-error-card.h"
#include "luthier-intent-card.h"
#include "luthier-new-job-page.h"
#include "luthier-new-job-review.h"
#include "luthier-new-job-row.h"
#include "luthier-new-job-settings.h"
#include "new-job-fixture.h"

#define page_part(page, name) part (page, LUTHIER_TYPE_NEW_JOB_PAGE, name)

typedef struct
{
  LuthierJob *job; /* (owned) (nullable) */
  gboolean closed;
} Outcome;

static void
created_cb (Outcome *outcome, LuthierJob *job)
{
  g_assert_null (outcome->job);
  outcome->job = g_object_ref (job);
}

static void
closed_cb (Outcome *outcome)
{
  outcome->closed = TRUE;
}

static GtkWidget *
show_page (Fixture *fixture, Outcome *outcome)
{
  GtkWidget *page = luthier_new_job_page_new (fixture->session);

  g_signal_connect_swapped (page, "created", G_CALLBACK (created_cb), outcome);
  g_signal_connect_swapped (page, "closed", G_CALLBACK (closed_cb), outcome);
  luthier_new_job_page_start (LUTHIER_NEW_JOB_PAGE (page), fixture->spec);
  fixture_show (fixture, page);

  return page;
}

static void
act (GtkWidget *page, const char *action)
{
  gtk_widget_activate_action (page, action, NULL);
}

static const char *
get_step (GtkWidget *page)
{
  return gtk_stack_get_visible_child_name (GTK_STACK (page_part (page, "steps")));
}

static GtkWidget *
find (GtkWidget *widget, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, type);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static void
go_to_review (GtkWidget *page)
{
  for (guint i = 0; i < 3; i++)
    act (page, "new-job.next");
  g_assert_cmpstr (get_step (page), ==, "review");
}

static gboolean
may_create (GtkWidget *page)
{
  return gtk_widget_get_sensitive (GTK_WIDGET (page_part (page, "next")));
}

static char *
get_shown_request (GtkWidget *page)
{
  GtkWidget *review = find (page, LUTHIER_TYPE_NEW_JOB_REVIEW);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (
      GTK_TEXT_VIEW (part (review, LUTHIER_TYPE_NEW_JOB_REVIEW, "request")));
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);

  return gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
}

/* From nothing to a job; what is shown on the way is what is sent. */
static void
test_whole_way (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *address = fixture_put (fixture, "train.jsonl");
  g_autofree char *request = NULL;
  g_autofree char *shown = NULL;
  Outcome outcome = { 0 };
  GtkWidget *page = show_page (fixture, &outcome);

  act (page, "new-job.next");
  g_assert_cmpstr (get_step (page), ==, "model");
  luthier_job_spec_set_base_model (fixture->spec, "gemini-2.5-flash");
  act (page, "new-job.next");
  g_assert_cmpstr (get_step (page), ==, "data");
  act (page, "new-job.next");
  g_assert_cmpstr (get_step (page), ==, "data");

  luthier_job_spec_set_training_uri (fixture->spec, address);
  luthier_new_job_page_start (LUTHIER_NEW_JOB_PAGE (page), fixture->spec);
  go_to_review (page);
  luthier_test_wait_until (may_create (page));
  shown = get_shown_request (page);
  request = luthier_job_spec_to_request (fixture->spec);
  g_assert_cmpstr (shown, ==, request);

  act (page, "new-job.next");
  g_assert_false (may_create (page));
  luthier_test_wait_until (outcome.job != NULL);
  g_assert_cmpstr (luthier_job_get_intent_id (outcome.job), ==,
                   luthier_job_spec_get_intent_id (fixture->spec));
  g_assert_cmpuint (luthier_practice_count_requests (fixture->practice, "POST", "*/tuningJobs"), ==,
                    1);
  g_assert_null (luthier_session_get_draft (fixture->session));
  g_object_unref (outcome.job);
}

/* A refusal leads to the step and the field, in the service's words. */
static void
test_refused_field (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *address = fixture_put (fixture, "train.jsonl");
  Outcome outcome = { 0 };
  GtkWidget *page = show_page (fixture, &outcome);
  GObject *row;

  luthier_job_spec_set_base_model (fixture->spec, "gemini-3.5-flash");
  luthier_job_spec_set_training_uri (fixture->spec, address);
  luthier_job_spec_set_kms_key_name (
      fixture->spec, "projects/acme/locations/us-central1/keyRings/luthier/cryptoKeys/tuning");
  luthier_new_job_page_start (LUTHIER_NEW_JOB_PAGE (page), fixture->spec);
  go_to_review (page);
  luthier_test_wait_until (may_create (page));
  act (page, "new-job.next");
  luthier_test_wait_until (g_str_equal (get_step (page), "settings"));

  row = part (find (page, LUTHIER_TYPE_NEW_JOB_SETTINGS), LUTHIER_TYPE_NEW_JOB_SETTINGS, "key_row");
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (row), "error"));
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (part (row, LUTHIER_TYPE_NEW_JOB_ROW, "hint"))),
                   ==, "CMEK is not supported for this base model.");
  g_assert_null (outcome.job);

  luthier_job_spec_set_kms_key_name (fixture->spec, NULL);
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (row), "error"));
  act (page, "new-job.next");
  luthier_test_wait_until (may_create (page));
  act (page, "new-job.next");
  luthier_test_wait_until (outcome.job != NULL);
  g_object_unref (outcome.job);
}

/* So does one that names no field, if its words tell which it is; the card offers what is right. */
static void
test_refused_in_words (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *address = fixture_put (fixture, "train.jsonl");
  Outcome outcome = { 0 };
  GtkWidget *page = show_page (fixture, &outcome);
  GtkWidget *card;
  GtkWidget *use;
  GObject *row;

  luthier_job_spec_set_base_model (fixture->spec, "gemini-2.5-flash");
  luthier_job_spec_set_training_uri (fixture->spec, address);
  luthier_new_job_page_start (LUTHIER_NEW_JOB_PAGE (page), fixture->spec);
  go_to_review (page);
  luthier_test_wait_until (may_create (page));
  fixture_play (fixture, "refuses=region-of-model@POST *tuningJobs*1");
  act (page, "new-job.next");
  luthier_test_wait_until (g_str_equal (get_step (page), "settings"));
  row = part (find (page, LUTHIER_TYPE_NEW_JOB_SETTINGS), LUTHIER_TYPE_NEW_JOB_SETTINGS,
              "region_row");
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (row), "error"));
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (part (row, LUTHIER_TYPE_NEW_JOB_ROW, "hint"))),
                   ==, "This model is not tuned in this region");

  card = GTK_WIDGET (
      part (find (page, LUTHIER_TYPE_NEW_JOB_REVIEW), LUTHIER_TYPE_NEW_JOB_REVIEW, "error"));
  use = find (GTK_WIDGET (part (card, LUTHIER_TYPE_ERROR_CARD, "buttons")), GTK_TYPE_BUTTON);
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (use)), ==, "Use europe-west4");
  g_signal_emit_by_name (use, "clicked");
  g_assert_cmpstr (luthier_job_spec_get_region (fixture->spec), ==, "europe-west4");
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (row), "error"));
}

/* Tuned again, the form opens at what is to be changed, and all of it is open. */
static void
test_show_field (Fixture *fixture, gconstpointer user_data)
{
  GtkWidget *page = luthier_new_job_page_new (fixture->session);
  GdkFrameClock *clock;
  gint64 frame;
  GtkWidget *key;

  luthier_job_spec_set_base_model (fixture->spec, "gemini-2.5-flash");
  luthier_job_spec_set_training_uri (fixture->spec, "gs://acme-data/train.jsonl");
  adw_window_set_content (ADW_WINDOW (fixture->window), page);
  luthier_new_job_page_start (LUTHIER_NEW_JOB_PAGE (page), fixture->spec);
  luthier_new_job_page_show_field (LUTHIER_NEW_JOB_PAGE (page), LUTHIER_SPEC_FIELD_NONE);
  g_assert_cmpstr (get_step (page), ==, "model");
  luthier_new_job_page_show_field (LUTHIER_NEW_JOB_PAGE (page), LUTHIER_SPEC_FIELD_KMS_KEY);
  g_assert_cmpstr (get_step (page), ==, "settings");
  key = GTK_WIDGET (
      part (find (page, LUTHIER_TYPE_NEW_JOB_SETTINGS), LUTHIER_TYPE_NEW_JOB_SETTINGS, "key"));
  /* Coming to be seen, it keeps the focus there. */
  gtk_window_present (fixture->window);
  luthier_test_wait_until (gtk_widget_get_mapped (page) && gtk_widget_get_width (page) > 0);
  clock = gtk_widget_get_frame_clock (page);
  frame = gdk_frame_clock_get_frame_counter (clock);
  while (gdk_frame_clock_get_frame_counter (clock) < frame + 3)
    {
      gtk_widget_queue_draw (page);
      g_main_context_iteration (NULL, TRUE);
    }
  luthier_test_wait_until (gtk_widget_is_ancestor (gtk_window_get_focus (fixture->window), key));
}

/* What is of no field is explained on the review, and may be tried again as it is. */
static void
test_other_error (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *address = fixture_put (fixture, "train.jsonl");
  Outcome outcome = { 0 };
  GtkWidget *page = show_page (fixture, &outcome);
  GtkWidget *card;

  luthier_job_spec_set_base_model (fixture->spec, "gemini-2.5-flash");
  luthier_job_spec_set_training_uri (fixture->spec, address);
  luthier_new_job_page_start (LUTHIER_NEW_JOB_PAGE (page), fixture->spec);
  go_to_review (page);
  luthier_test_wait_until (may_create (page));
  fixture_play (fixture, "no-permission=aiplatform.tuningJobs.create*1");
  act (page, "new-job.next");
  card = GTK_WIDGET (
      part (find (page, LUTHIER_TYPE_NEW_JOB_REVIEW), LUTHIER_TYPE_NEW_JOB_REVIEW, "error"));
  luthier_test_wait_until (gtk_widget_get_visible (card));
  g_assert_cmpstr (get_step (page), ==, "review");
  g_assert_null (outcome.job);

  act (page, "new-job.next");
  g_assert_false (gtk_widget_get_visible (card));
  luthier_test_wait_until (outcome.job != NULL);
  g_object_unref (outcome.job);
}

/* Shows the review of a job that can be created. */
static GtkWidget *
show_review (Fixture *fixture, Outcome *outcome)
{
  g_autofree char *address = fixture_put (fixture, "train.jsonl");
  GtkWidget *page = show_page (fixture, outcome);

  luthier_job_spec_set_base_model (fixture->spec, "gemini-2.5-flash");
  luthier_job_spec_set_training_uri (fixture->spec, address);
  luthier_new_job_page_start (LUTHIER_NEW_JOB_PAGE (page), fixture->spec);
  go_to_review (page);
  luthier_test_wait_until (may_create (page));

  return page;
}

static guint
count_posts (Fixture *fixture)
{
  return luthier_practice_count_requests (fixture->practice, "POST", "*/tuningJobs");
}

static LuthierIntent *
get_only_intent (Fixture *fixture)
{
  GListModel *intents = luthier_session_get_intents (fixture->session);

  g_assert_cmpuint (g_list_model_get_n_items (intents), ==, 1);
  return g_list_model_get_item (intents, 0);
}

/* Whether there is a job nobody knows: only the user may have it sent again, knowing that. */
static void
test_uncertain (Fixture *fixture, gconstpointer user_data)
{
  Outcome outcome = { 0 };
  GtkWidget *page = show_review (fixture, &outcome);
  g_autoptr (LuthierIntent) intent = NULL;

  fixture_play (fixture, "reset-before@POST */tuningJobs*1");
  act (page, "new-job.next");
  luthier_test_wait_until (find (page, LUTHIER_TYPE_INTENT_CARD) != NULL);
  g_assert_false (may_create (page));
  g_assert_null (outcome.job);
  g_assert_cmpuint (count_posts (fixture), ==, 1);

  intent = get_only_intent (fixture);
  luthier_session_send_again (fixture->session, intent);
  luthier_test_wait_until (outcome.job != NULL);
  g_assert_null (luthier_session_get_draft (fixture->session));
  g_object_unref (outcome.job);
}

/* Given up, the form is of another job; what was sent under the old id is not sent again. */
static void
test_forgotten (Fixture *fixture, gconstpointer user_data)
{
  Outcome outcome = { 0 };
  GtkWidget *page = show_review (fixture, &outcome);
  g_autofree char *id = g_strdup (luthier_job_spec_get_intent_id (fixture->spec));
  g_autoptr (LuthierIntent) intent = NULL;

  fixture_play (fixture, "reset-before@POST */tuningJobs*1");
  act (page, "new-job.next");
  luthier_test_wait_until (find (page, LUTHIER_TYPE_INTENT_CARD) != NULL);
  intent = get_only_intent (fixture);
  luthier_session_forget_intent (fixture->session, intent);
  g_assert_null (find (page, LUTHIER_TYPE_INTENT_CARD));
  g_assert_cmpstr (luthier_job_spec_get_intent_id (fixture->spec), !=, id);
  g_assert_true (may_create (page));

  act (page, "new-job.next");
  luthier_test_wait_until (outcome.job != NULL);
  g_assert_cmpstr (luthier_job_get_intent_id (outcome.job), ==,
                   luthier_job_spec_get_intent_id (fixture->spec));
  g_object_unref (outcome.job);
}

/* What waits is left to the queue, and is no draft any more. */
static void
test_queued (Fixture *fixture, gconstpointer user_data)
{
  Outcome outcome = { 0 };
  GtkWidget *page = NULL;
  g_autoptr (LuthierJobSpec) other = luthier_job_spec_copy (fixture->spec);
  g_autofree char *address = fixture_put (fixture, "other.jsonl");
  g_autoptr (LuthierJob) job = NULL;
  g_autoptr (LuthierIntent) intent = NULL;

  luthier_job_spec_set_base_model (other, "gemini-2.5-flash");
  luthier_job_spec_set_training_uri (other, address);
  luthier_job_spec_set_intent_id (other, NULL);
  job = fixture_create (fixture, other);

  page = show_review (fixture, &outcome);
  act (page, "new-job.next");
  act (page, "new-job.next");
  luthier_test_wait_until (outcome.closed);
  g_assert_null (outcome.job);
  intent = get_only_intent (fixture);
  g_assert_cmpint (luthier_intent_get_wait (intent), ==, LUTHIER_INTENT_WAIT_SLOT);
  g_assert_cmpstr (luthier_intent_get_id (intent), ==,
                   luthier_job_spec_get_intent_id (fixture->spec));
  g_assert_null (luthier_session_get_draft (fixture->session));
  g_assert_cmpuint (count_posts (fixture), ==, 1);
}

/* Confirmed again, what was queued is corrected: it is one job, of the new settings. */
static void
test_edited (Fixture *fixture, gconstpointer user_data)
{
  Outcome outcome = { 0 };
  GtkWidget *page = NULL;
  g_autofree char *address = fixture_put (fixture, "train.jsonl");
  g_autoptr (LuthierJobSpec) other = NULL;
  g_autoptr (LuthierIntent) intent = NULL;
  g_autoptr (LuthierIntent) behind = NULL;
  GtkEditable *name;

  luthier_job_spec_set_base_model (fixture->spec, "gemini-2.5-flash");
  luthier_job_spec_set_training_uri (fixture->spec, address);
  other = luthier_job_spec_copy (fixture->spec);
  intent = luthier_session_submit (fixture->session, fixture->spec);
  luthier_session_hold (fixture->session, intent, TRUE);
  luthier_job_spec_set_intent_id (other, NULL);
  behind = luthier_session_submit (fixture->session, other);
  luthier_session_hold (fixture->session, behind, TRUE);
  page = show_page (fixture, &outcome);
  luthier_new_job_page_edit (LUTHIER_NEW_JOB_PAGE (page), intent);
  g_assert_cmpstr (get_step (page), ==, "review");
  act (page, "new-job.back");
  name = GTK_EDITABLE (
      part (find (page, LUTHIER_TYPE_NEW_JOB_SETTINGS), LUTHIER_TYPE_NEW_JOB_SETTINGS, "name"));
  gtk_editable_set_text (name, "corrected");
  g_assert_null (luthier_session_get_draft (fixture->session));
  act (page, "new-job.next");
  luthier_test_wait_until (may_create (page));
  act (page, "new-job.next");
  luthier_test_wait_until (outcome.job != NULL);
  g_assert_cmpstr (luthier_job_get_display_name (outcome.job), ==, "corrected");
  g_assert_true (luthier_intent_get_job (intent) == outcome.job);
  g_assert_cmpuint (count_posts (fixture), ==, 1);
  luthier_test_wait_until (
      g_list_model_get_n_items (luthier_session_get_intents (fixture->session)) == 1);
  g_object_unref (outcome.job);
}

/* Confirmed as it is, it goes on, too. */
static void
test_edit_unchanged (Fixture *fixture, gconstpointer user_data)
{
  Outcome outcome = { 0 };
  GtkWidget *page = show_page (fixture, &outcome);
  g_autofree char *address = fixture_put (fixture, "train.jsonl");
  g_autoptr (LuthierIntent) intent = NULL;

  luthier_job_spec_set_base_model (fixture->spec, "gemini-2.5-flash");
  luthier_job_spec_set_training_uri (fixture->spec, address);
  intent = luthier_session_submit (fixture->session, fixture->spec);
  luthier_new_job_page_edit (LUTHIER_NEW_JOB_PAGE (page), intent);
  luthier_test_wait_until (may_create (page));
  act (page, "new-job.next");
  luthier_test_wait_until (outcome.job != NULL);
  g_assert_true (luthier_intent_get_job (intent) == outcome.job);
  g_assert_cmpuint (count_posts (fixture), ==, 1);
  g_object_unref (outcome.job);
}

/* Left as it was, it goes on as it was. */
static void
test_edit_left (Fixture *fixture, gconstpointer user_data)
{
  Outcome outcome = { 0 };
  GtkWidget *page = show_page (fixture, &outcome);
  g_autofree char *address = fixture_put (fixture, "train.jsonl");
  g_autoptr (LuthierIntent) intent = NULL;

  luthier_job_spec_set_base_model (fixture->spec, "gemini-2.5-flash");
  luthier_job_spec_set_training_uri (fixture->spec, address);
  intent = luthier_session_submit (fixture->session, fixture->spec);
  luthier_new_job_page_edit (LUTHIER_NEW_JOB_PAGE (page), intent);
  g_assert_true (luthier_intent_get_held (intent));
  luthier_new_job_page_cancel (LUTHIER_NEW_JOB_PAGE (page));
  g_assert_true (outcome.closed);
  g_assert_false (luthier_intent_get_held (intent));
  luthier_test_wait_until (luthier_intent_get_state (intent) == LUTHIER_INTENT_SETTLED);
}

/* Confirmed as it is, what was queued goes on; changed where it stands, it keeps its place. */
static void
test_edit_in_place (Fixture *fixture, gconstpointer user_data)
{
  GListModel *intents = luthier_session_get_intents (fixture->session);
  g_autofree char *address = fixture_put (fixture, "train.jsonl");
  g_autoptr (LuthierJobSpec) changed = NULL;
  g_autoptr (LuthierIntent) first = NULL;
  g_autoptr (LuthierIntent) second = NULL;
  g_autoptr (LuthierIntent) again = NULL;
  g_autoptr (LuthierIntent) front = NULL;

  luthier_job_spec_set_base_model (fixture->spec, "gemini-2.5-flash");
  luthier_job_spec_set_training_uri (fixture->spec, address);
  changed = luthier_job_spec_copy (fixture->spec);
  first = luthier_session_submit (fixture->session, fixture->spec);
  luthier_session_hold (fixture->session, first, TRUE);
  luthier_job_spec_set_intent_id (fixture->spec, NULL);
  second = luthier_session_submit (fixture->session, fixture->spec);
  luthier_session_hold (fixture->session, second, TRUE);

  luthier_job_spec_set_display_name (changed, "corrected");
  again = luthier_session_submit (fixture->session, changed);
  g_assert_true (again == first);
  g_assert_cmpuint (g_list_model_get_n_items (intents), ==, 2);
  front = g_list_model_get_item (intents, 0);
  g_assert_true (front == first);
  luthier_test_wait_until (luthier_intent_get_state (first) == LUTHIER_INTENT_SETTLED);
  g_assert_cmpstr (luthier_job_get_display_name (luthier_intent_get_job (first)), ==, "corrected");
  g_assert_cmpuint (count_posts (fixture), ==, 1);
}

/* The form may be left while the file is still on its way: the job follows it. */
static void
test_upload_first (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *uri = fixture_write_examples (fixture, "good.jsonl", 200);
  Outcome outcome = { 0 };
  GtkWidget *page = show_page (fixture, &outcome);
  g_autoptr (LuthierIntent) intent = NULL;

  fixture_play (fixture, "slow=3600000@/upload/*");
  luthier_job_spec_set_base_model (fixture->spec, "gemini-2.5-flash");
  luthier_job_spec_set_training_file (fixture->spec, uri);
  luthier_new_job_page_start (LUTHIER_NEW_JOB_PAGE (page), fixture->spec);
  luthier_test_wait_until (luthier_job_spec_get_training_uri (fixture->spec) != NULL);
  go_to_review (page);
  luthier_test_wait_until (may_create (page));
  act (page, "new-job.next");
  luthier_test_wait_until (outcome.closed);
  g_assert_null (luthier_session_get_draft (fixture->session));
  g_assert_cmpuint (count_posts (fixture), ==, 0);
  intent = get_only_intent (fixture);
  g_assert_cmpint (luthier_intent_get_wait (intent), ==, LUTHIER_INTENT_WAIT_UPLOAD);
  g_assert_cmpint (luthier_transfer_get_state (luthier_intent_get_transfer (intent)), ==,
                   LUTHIER_TRANSFER_RUNNING);
}

/* Every combination becomes one intent, however often it is confirmed. */
static void
test_grid (Fixture *fixture, gconstpointer user_data)
{
  Outcome outcome = { 0 };
  GtkWidget *page = NULL;
  GListModel *intents = luthier_session_get_intents (fixture->session);

  luthier_job_spec_set_grid (fixture->spec, "epochs 2 3;rate auto 0.5;adapter 4");
  page = show_review (fixture, &outcome);
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (page_part (page, "next"))), ==,
                   "_Queue 4 Jobs");
  act (page, "new-job.next");
  act (page, "new-job.next");
  luthier_test_wait_until (outcome.closed);
  g_assert_null (luthier_session_get_draft (fixture->session));
  g_assert_cmpuint (g_list_model_get_n_items (intents), ==, 4);
  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (LuthierIntent) intent = g_list_model_get_item (intents, i);
      LuthierJobSpec *spec = luthier_intent_get_spec (intent);

      g_assert_nonnull (
          g_hash_table_lookup (luthier_job_spec_get_labels (spec), LUTHIER_GROUP_LABEL));
      g_assert_null (luthier_job_spec_get_grid (spec));
    }
  luthier_test_wait_until (count_posts (fixture) == 1);
}

/* What is left is there again, with its grid. */
static void
test_grid_draft (Fixture *fixture, gconstpointer user_data)
{
  Outcome outcome = { 0 };
  GtkWidget *page = show_page (fixture, &outcome);
  g_autoptr (LuthierJobSpec) again = NULL;

  g_assert_nonnull (page);
  luthier_job_spec_set_grid (fixture->spec, "epochs 2 3;rate auto;adapter auto");
  again = luthier_session_new_spec (fixture->session);
  g_assert_cmpstr (luthier_job_spec_get_grid (again), ==, "epochs 2 3;rate auto;adapter auto");
}

/* Whatever was entered is a draft; nothing entered, no question. */
static void
test_drafts (Fixture *fixture, gconstpointer user_data)
{
  Outcome outcome = { 0 };
  GtkWidget *page = show_page (fixture, &outcome);

  luthier_new_job_page_cancel (LUTHIER_NEW_JOB_PAGE (page));
  g_assert_true (outcome.closed);
  g_assert_null (luthier_session_get_draft (fixture->session));

  outcome.closed = FALSE;
  luthier_new_job_page_start (LUTHIER_NEW_JOB_PAGE (page), fixture->spec);
  luthier_job_spec_set_description (fixture->spec, "For the help desk");
  luthier_test_wait_until (luthier_session_get_draft (fixture->session) != NULL);
  g_assert_cmpstr (luthier_job_spec_get_description (luthier_session_get_draft (fixture->session)),
                   ==, "For the help desk");
  luthier_new_job_page_cancel (LUTHIER_NEW_JOB_PAGE (page));
  g_assert_false (outcome.closed);
}

/* Steps that were reached can be gone back to, by action and by the stepper. */
static void
test_back (Fixture *fixture, gconstpointer user_data)
{
  Outcome outcome = { 0 };
  GtkWidget *page = NULL;

  luthier_job_spec_set_base_model (fixture->spec, "gemini-2.5-flash");
  page = show_page (fixture, &outcome);
  act (page, "new-job.next");
  g_assert_cmpstr (get_step (page), ==, "data");
  act (page, "new-job.back");
  g_assert_cmpstr (get_step (page), ==, "model");
  g_signal_emit_by_name (page_part (page, "stepper"), "chosen", (guint) LUTHIER_NEW_JOB_STEP_DATA);
  g_assert_cmpstr (get_step (page), ==, "data");
  g_signal_emit_by_name (page_part (page, "stepper"), "chosen",
                         (guint) LUTHIER_NEW_JOB_STEP_REVIEW);
  g_assert_cmpstr (get_step (page), ==, "data");
}

/* What is entered for one profile is no draft of another. */
static void
test_other_profile (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *uri = fixture_write_examples (fixture, "good.jsonl", 200);
  Outcome outcome = { 0 };
  GtkWidget *page = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  fixture_play (fixture, "slow=3600000@/upload/*");
  luthier_job_spec_set_training_file (fixture->spec, uri);
  page = show_page (fixture, &outcome);
  luthier_test_wait_until (luthier_job_spec_get_training_uri (fixture->spec) != NULL);
  luthier_session_remove_profile_async (fixture->session,
                                        luthier_session_get_profile (fixture->session), FALSE, NULL,
                                        luthier_test_result_cb, &result);
  luthier_test_wait_for (result);
  fixture_sign_in (fixture);
  g_assert_null (gtk_widget_get_first_child (GTK_WIDGET (page_part (page, "steps"))));
  luthier_job_spec_set_description (fixture->spec, "of the first profile");
  g_assert_null (luthier_session_get_draft (fixture->session));
}

/* Nothing of a form outlives the page, not even while its data is being checked. */
static void
test_leaves_nothing (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *uri = fixture_write_examples (fixture, "good.jsonl", 5000);
  Outcome outcome = { 0 };
  GtkWidget *page = NULL;

  luthier_job_spec_set_training_file (fixture->spec, uri);
  page = show_page (fixture, &outcome);
  g_object_add_weak_pointer (G_OBJECT (page), (gpointer *) &page);
  adw_window_set_content (ADW_WINDOW (fixture->window), NULL);
  luthier_test_wait_until (page == NULL);
}

int
main (int argc, char *argv[])
{
  fixture_init (&argc, &argv);

  fixture_test ("/new-job-page/whole-way", test_whole_way);
  fixture_test ("/new-job-page/refused-field", test_refused_field);
  fixture_test ("/new-job-page/show-field", test_show_field);
#ifndef __SANITIZE_ADDRESS__
  /* There each takes a minute, and one refusal has to be enough. */
  fixture_test ("/new-job-page/refused-in-words", test_refused_in_words);
  fixture_test ("/new-job-page/other-error", test_other_error);
  fixture_test ("/new-job-page/uncertain", test_uncertain);
  fixture_test ("/new-job-page/forgotten", test_forgotten);
  fixture_test ("/new-job-page/queued", test_queued);
  fixture_test ("/new-job-page/edited", test_edited);
  fixture_test ("/new-job-page/edit-unchanged", test_edit_unchanged);
  fixture_test ("/new-job-page/edit-left", test_edit_left);
  fixture_test ("/new-job-page/edit-in-place", test_edit_in_place);
  fixture_test ("/new-job-page/upload-first", test_upload_first);
  fixture_test ("/new-job-page/grid", test_grid);
#endif
  fixture_test ("/new-job-page/grid-draft", test_grid_draft);
  fixture_test ("/new-job-page/drafts", test_drafts);
  fixture_test ("/new-job-page/back", test_back);
  fixture_test ("/new-job-page/other-profile", test_other_profile);
  fixture_test ("/new-job-page/leaves-nothing", test_leaves_nothing);

  return g_test_run ();
}
