/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "../session/session-bench.h"
#include "luthier-dialog-test.h"
#include "luthier-error-card.h"
#include "luthier-error.h"
#include "luthier-news.h"
#include "luthier-job-page.h"
#include "luthier-jobs-page.h"
#include "luthier-picker-window.h"
#include "luthier-raw-text.h"
#include "luthier-scripted-server.h"

/* What a service says is shown as it says it: nothing in it is markup, a link or a line of its own,
 * and however much it says, the window is there at once. */

#define EVIL   "<b>EVIL<b> &amp; <a href='x'>"
#define CHARS  "\\u202e\\u0007\\n\\u200b\\u2028"
#define TEXT   "\"" EVIL CHARS "\""
#define LIST   "/v1beta1/projects/acme/locations/us-central1/tuningJobs"
#define NAME   "projects/123/locations/us-central1/tuningJobs/"
#define BUCKET "/storage/v1/b/acme-data/o"

static const char job_text[] =
    "{\"name\":\"" NAME "1\",\"tunedModelDisplayName\":" TEXT ",\"description\":" TEXT
    ",\"baseModel\":" TEXT ",\"state\":\"JOB_STATE_FAILED\",\"labels\":{" TEXT ":" TEXT
    ",\"team\":" TEXT "},\"createTime\":\"0000-01-01T00:00:00Z\",\"startTime\":"
    "\"9999-12-31T23:59:59-14:00\",\"endTime\":\"2026-11-30T00:00:00Z\",\"error\":{\"code\":3,"
    "\"message\":" TEXT "},\"supervisedTuningSpec\":{\"trainingDatasetUri\":\"gs://b/../" EVIL CHARS
    "\",\"validationDatasetUri\":\"gs://b/" EVIL CHARS "\",\"hyperParameters\":{\"epochCount\":"
    "\"-9223372036854775808\",\"learningRateMultiplier\":\"-Infinity\",\"adapterSize\":" TEXT
    "}},\"encryptionSpec\":{\"kmsKeyName\":" TEXT "},\"serviceAccount\":" TEXT
    ",\"experiment\":" TEXT ",\"tunedModel\":{\"model\":" TEXT ",\"endpoint\":" TEXT
    ",\"checkpoints\":[{\"checkpointId\":" TEXT
    ",\"epoch\":\"-1\",\"step\":\"9223372036854775807\",\"endpoint\":" TEXT "}]},"
    "\"tuningDataStats\":{\"supervisedTuningDataStats\":{\"tuningDatasetExampleCount\":"
    "\"9223372036854775807\",\"totalTruncatedExampleCount\":\"9223372036854775807\","
    "\"truncatedExampleIndices\":[\"-1\",\"9223372036854775807\"],\"droppedExampleReasons\":[" TEXT
    "," TEXT "],\"userInputTokenDistribution\":{\"min\":\"NaN\",\"max\":1e308,\"mean\":-1e308,"
    "\"buckets\":[{\"count\":-5,\"left\":\"Infinity\",\"right\":\"-Infinity\"}]}}}}";

typedef struct
{
  Bench bench;
  LuthierScriptedServer *server;
  LuthierProfile *profile;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  static const char *const regions[] = { "us-central1", NULL };
  g_autofree char *page = g_strdup_printf ("{\"tuningJobs\":[%s,{\"name\":\"" NAME
                                           "2\",\"state\":" TEXT ",\"tuningJobState\":" TEXT "}]}",
                                           job_text);
  g_autoptr (GFile) key_file = NULL;
  g_autoptr (GError) error = NULL;

  bench_set_up (&fixture->bench, NULL, 1);
  fixture->server = luthier_scripted_server_new ();
  luthier_scripted_server_say (fixture->server, LIST, 200, page);
  luthier_scripted_server_say (fixture->server, "/v1beta1/" NAME "1", 200, job_text);
  key_file = g_file_new_for_path (fixture->bench.key_path);
  fixture->profile = luthier_enrol_test_file (fixture->bench.session, key_file, "acme", regions,
                                              fixture->server->base, &error);
  g_assert_no_error (error);
  luthier_test_wait_until (!luthier_session_get_refreshing (fixture->bench.session));
  g_assert_cmpuint (bench_count_jobs (&fixture->bench), ==, 2);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  g_clear_object (&fixture->profile);
  bench_tear_down (&fixture->bench);
  luthier_scripted_server_free (fixture->server);
}

/* How often it is said; each time literally. */
static guint
count_evil (GtkWidget *root)
{
  const char *text = GTK_IS_LABEL (root) ? gtk_label_get_text (GTK_LABEL (root)) : NULL;
  const char *tooltip = gtk_widget_get_tooltip_text (root);
  guint n_evil = 0;

  if (text != NULL && strstr (text, "EVIL") != NULL)
    {
      if (strstr (text, "<b>EVIL<b> &amp;") == NULL)
        g_error ("Markup was interpreted: %s", text);
      if (gtk_label_get_current_uri (GTK_LABEL (root)) != NULL)
        g_error ("A link was made: %s", text);
      n_evil++;
    }
  if (tooltip != NULL && strstr (tooltip, "EVIL") != NULL)
    g_assert_nonnull (strstr (tooltip, "<b>EVIL<b> &amp;"));
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n_evil += count_evil (child);
  return n_evil;
}

/* In a line, nothing turns round what stands next to it. */
static void
assert_no_overrides (GtkWidget *root)
{
  const char *text = GTK_IS_LABEL (root) ? gtk_label_get_text (GTK_LABEL (root)) : NULL;

  if (text != NULL && strstr (text, "\u202e") != NULL)
    g_error ("A direction is overridden: %s", text);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    assert_no_overrides (child);
}

static void
test_list (Fixture *fixture, gconstpointer unused)
{
  GtkWidget *page = luthier_jobs_page_new (fixture->bench.session);
  GtkWidget *window = luthier_dialog_test_show (page, 1000, 700);

  luthier_test_wait_until (count_evil (page) >= 2);
  assert_no_overrides (page);
  luthier_ui_test_destroy (window);
}

static void
test_job (Fixture *fixture, gconstpointer unused)
{
  LuthierJob *job = luthier_session_lookup_job (fixture->bench.session, NAME "1");
  GtkWidget *page = luthier_job_page_new (fixture->bench.session);
  GtkWidget *window;

  luthier_job_page_set_job (LUTHIER_JOB_PAGE (page), job);
  window = luthier_dialog_test_show (page, 1000, 700);
  luthier_test_wait_until (luthier_job_get_complete (job));
  luthier_ui_test_wait_frames (window, 3);
  g_assert_cmpuint (count_evil (page), >=, 8);
  assert_no_overrides (page);
  luthier_ui_test_destroy (window);
}

static void
test_notification (Fixture *fixture, gconstpointer unused)
{
  LuthierJob *job = luthier_session_lookup_job (fixture->bench.session, NAME "2");
  g_autoptr (LuthierNews) news = luthier_news_new (
      LUTHIER_NEWS_ENDED, luthier_session_get_profile (fixture->bench.session));
  g_autofree char *title = NULL;
  g_autofree char *body = NULL;

  luthier_news_add (news, G_OBJECT (job));
  title = luthier_news_get_title (news);
  body = luthier_news_get_body (news);
  g_assert_nonnull (strstr (body, "EVIL"));
  g_assert_null (strpbrk (title, "<>&\n"));
  g_assert_null (strpbrk (body, "<>&\n"));
}

static void
test_error (Fixture *fixture, gconstpointer unused)
{
  static const char text[] = "{\"error\":{\"code\":403,\"message\":" TEXT ",\"status\":" TEXT
                             ",\"details\":[{\"@type\":\"google.rpc.ErrorInfo\",\"reason\":" TEXT
                             ",\"metadata\":{\"service\":" TEXT "}}]}}";
  g_autoptr (GBytes) body = g_bytes_new_static (text, sizeof text - 1);
  g_autoptr (GError) error = luthier_error_new_from_reply (403, EVIL, body, NULL, NULL);
  g_autoptr (LuthierAdvice) advice = luthier_advice_new_for_error (error);
  GtkWidget *card = luthier_error_card_new ();
  GtkWidget *window = luthier_ui_test_show (card, 500, 400);

  luthier_error_card_set_advice (LUTHIER_ERROR_CARD (card), advice);
  luthier_ui_test_wait_frames (window, 2);
  g_assert_cmpuint (count_evil (card), >=, 1);
  luthier_ui_test_destroy (window);
}

/* In place of the list, on a page whose description is markup. */
static void
test_page_of_error (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = g_error_new (LUTHIER_ERROR, LUTHIER_ERROR_FAILED, "%s", EVIL);
  GtkWidget *page = luthier_jobs_page_new (fixture->bench.session);
  GtkWidget *window = luthier_dialog_test_show (page, 1000, 700);

  luthier_jobs_page_set_error (LUTHIER_JOBS_PAGE (page), error);
  luthier_test_wait_until (count_evil (page) >= 1);
  luthier_ui_test_destroy (window);
}

static void
test_picker (Fixture *fixture, gconstpointer unused)
{
  GtkWidget *over = g_object_ref_sink (gtk_label_new (NULL));
  GtkWidget *window;

  luthier_scripted_server_say (
      fixture->server, BUCKET, 200,
      "{\"prefixes\":[\"" EVIL CHARS "/\"],\"items\":[{\"name\":\"" EVIL ".jsonl\",\"size\":\"5\"},"
      "{\"name\":\"\\u202e\\u200b\",\"size\":\"-1\",\"updated\":\"0000-01-01T00:00:00Z\"},"
      "{\"name\":\"../../etc/passwd\",\"size\":\"9223372036854775807\"},"
      "{\"name\":\"a\\nb\"},{\"name\":[]}]}");
  window = luthier_picker_window_new (over, fixture->bench.session, LUTHIER_CHOICES_OBJECTS,
                                      "acme-data", NULL);
  gtk_window_present (GTK_WINDOW (window));
  luthier_test_wait_until (count_evil (window) >= 2);
  luthier_test_wait_until (luthier_ui_test_says (window, "passwd"));
  assert_no_overrides (window);
  luthier_ui_test_destroy (window);
  g_object_unref (over);
}

/* The longest text of any label. */
static gsize
get_longest (GtkWidget *root)
{
  gsize longest = GTK_IS_LABEL (root) ? strlen (gtk_label_get_text (GTK_LABEL (root))) : 0;

  if (GTK_IS_EXPANDER (root))
    longest = get_longest (gtk_expander_get_child (GTK_EXPANDER (root)));
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    longest = MAX (longest, get_longest (child));
  return longest;
}

/* The beginning is shown, all of it is copied. */
static void
test_long_reply (void)
{
  g_autofree char *megabyte = g_strnfill (1024 * 1024, 'x');
  GtkWidget *text = g_object_ref_sink (luthier_raw_text_new ());
  g_autofree char *kept = NULL;

  g_object_set (text, "title", "All of it", "text", megabyte, NULL);
  g_object_get (text, "text", &kept, NULL);
  g_assert_cmpuint (strlen (kept), ==, 1024 * 1024);
  g_assert_cmpuint (get_longest (text), >, 1000);
  g_assert_cmpuint (get_longest (text), <, 10000);
  g_object_unref (text);
}

int
main (int argc, char *argv[])
{
  luthier_ui_test_init (&argc, &argv);

#define ADD(name, test) g_test_add ("/hostile-shown/" name, Fixture, NULL, set_up, test, tear_down)
  ADD ("list", test_list);
  ADD ("job", test_job);
  ADD ("notification", test_notification);
  ADD ("error", test_error);
  ADD ("page-of-error", test_page_of_error);
  ADD ("picker", test_picker);
#undef ADD
  g_test_add_func ("/hostile-shown/long-reply", test_long_reply);

  return g_test_run ();
}
