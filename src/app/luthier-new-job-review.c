/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-new-job-review.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "luthier-advice.h"
#include "luthier-columns.h"
#include "luthier-config.h"
#include "luthier-error-card.h"
#include "luthier-intent-card.h"
#include "luthier-intent-perform.h"
#include "luthier-new-job-check-row.h"
#include "luthier-new-job-cost.h"
#include "luthier-new-job-table.h"
#include "luthier-new-job-words.h"
#include "luthier-snippet.h"

struct _LuthierNewJobReview
{
  GtkWidget parent_instance;

  LuthierNewJobForm *form; /* (owned) */
  gboolean ready;
  gboolean narrow;

  GtkWidget *box;
  GtkLabel *summary;
  LuthierErrorCard *error;
  AdwBin *question;
  GtkLabel *verdict;
  GtkBox *checks;
  LuthierNewJobCost *cost;
  LuthierNewJobTable *table;
  GtkLabel *request_hint;
  GtkLabel *uri;
  GtkTextView *request;
};

G_DEFINE_FINAL_TYPE (LuthierNewJobReview, luthier_new_job_review, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_READY = 1,
} LuthierNewJobReviewProperty;

static GParamSpec *properties[PROP_READY + 1];

static gboolean
is_set (const char *text)
{
  return text != NULL && *text != '\0';
}

/* What is shown and copied: the one that is asked for, or the one of the grid that is looked at. */
static LuthierJobSpec *
get_shown (LuthierNewJobReview *self)
{
  const LuthierJobGrid *grid = luthier_new_job_grid_get_values (
      luthier_new_job_form_get_grid (self->form));
  guint chosen = luthier_new_job_table_get_chosen (self->table);

  return luthier_job_grid_make_spec (grid, luthier_new_job_form_get_spec (self->form),
                                     MIN (chosen, luthier_job_grid_get_n_combinations (grid) - 1));
}

/* "3 epochs, adapter size 4", or how many jobs try several. */
static char *
describe_settings (LuthierNewJobReview *self, LuthierJobSpec *shown)
{
  guint n_jobs = luthier_new_job_grid_get_n_jobs (luthier_new_job_form_get_grid (self->form));
  g_autofree char *epochs = luthier_new_job_words_epochs (shown);
  g_autofree char *adapter = luthier_new_job_words_adapter (shown);

  if (n_jobs > 1)
    return g_strdup_printf (ngettext ("%u job", "%u jobs", n_jobs), n_jobs);

  return g_strdup_printf (C_ ("epochs and adapter size", "%s, %s"), epochs, adapter);
}

static void
show_summary (LuthierNewJobReview *self, LuthierJobSpec *spec, LuthierJobSpec *shown)
{
  LuthierProfile *profile = luthier_session_get_profile (
      luthier_new_job_form_get_session (self->form));
  LuthierJob *source = luthier_new_job_form_get_source_job (self->form);
  const char *tuned = luthier_job_spec_get_pre_tuned_model (spec);
  const char *base = luthier_job_spec_get_base_model (spec);
  g_autofree char *settings = describe_settings (self, shown);
  g_autofree char *text = NULL;

  if (source != NULL)
    base = luthier_job_get_title (source);
  else if (is_set (tuned))
    base = tuned;

  text = g_strdup_printf (
      /* Translators: model, region, settings such as "3 epochs, adapter size 4", profile */
      C_ ("summary", "%s in %s · %s · profile %s"), is_set (base) ? base : _ ("no model"),
      is_set (luthier_job_spec_get_region (spec)) ? luthier_job_spec_get_region (spec)
                                                  : _ ("no region"),
      settings, profile != NULL ? luthier_profile_get_title (profile) : _ ("none"));
  gtk_label_set_text (self->summary, text);
}

/* A line that is the last one of its object has no comma, which is no difference. */
static void
drop_comma (char *line)
{
  if (g_str_has_suffix (line, ","))
    line[strlen (line) - 1] = '\0';
}

/* (transfer full): how many of the jobs have each line. */
static GHashTable *
count_lines (GPtrArray *specs)
{
  GHashTable *counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < specs->len; i++)
    {
      g_autofree char *text = luthier_job_spec_to_request (g_ptr_array_index (specs, i));
      g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
      g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

      for (guint j = 0; lines[j] != NULL; j++)
        {
          drop_comma (lines[j]);
          if (g_hash_table_add (seen, lines[j]))
            g_hash_table_insert (
                counts, g_strdup (lines[j]),
                GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (counts, lines[j])) + 1));
        }
    }

  return counts;
}

/* What the other jobs of the grid do not have. */
static void
mark_differences (LuthierNewJobReview *self, GtkTextBuffer *buffer)
{
  LuthierNewJobGrid *grid = luthier_new_job_form_get_grid (self->form);
  g_autoptr (GPtrArray) specs = NULL;
  g_autoptr (GHashTable) counts = NULL;

  if (luthier_new_job_grid_get_n_jobs (grid) <= 1)
    return;

  specs = luthier_new_job_grid_make_specs (grid);
  counts = count_lines (specs);
  for (int i = 0; i < gtk_text_buffer_get_line_count (buffer); i++)
    {
      GtkTextIter start, end;
      g_autofree char *line = NULL;

      gtk_text_buffer_get_iter_at_line (buffer, &start, i);
      end = start;
      if (!gtk_text_iter_ends_line (&end))
        gtk_text_iter_forward_to_line_end (&end);
      line = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
      drop_comma (line);
      if (GPOINTER_TO_UINT (g_hash_table_lookup (counts, line)) < specs->len)
        gtk_text_buffer_apply_tag_by_name (buffer, "differs", &start, &end);
    }
}

static void
show_request_hint (LuthierNewJobReview *self, LuthierJobSpec *shown)
{
  gboolean several = luthier_new_job_grid_get_n_jobs (luthier_new_job_form_get_grid (self->form)) >
                     1;
  /* Translators: %s is the name of a job */
  g_autofree char *hint = g_strdup_printf (_ ("For %s. What differs from job to job is in bold."),
                                           luthier_job_spec_get_display_name (shown));

  gtk_label_set_text (self->request_hint, hint);
  gtk_widget_set_visible (GTK_WIDGET (self->request_hint), several);
}

static void
show_request (LuthierNewJobReview *self, LuthierJobSpec *spec)
{
  LuthierSession *session = luthier_new_job_form_get_session (self->form);
  g_autofree char *address = luthier_session_get_request_uri (session, spec);
  g_autofree char *line = g_strdup_printf ("POST %s", address != NULL ? address : "");
  g_autofree char *text = luthier_job_spec_to_request (spec);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->request);
  GtkTextIter start, end;

  gtk_label_set_text (self->uri, line);
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  g_autofree char *shown = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);

  show_request_hint (self, spec);
  if (g_strcmp0 (shown, text) != 0)
    gtk_text_buffer_set_text (buffer, text, -1);
  /* A hyphen at a line's end would look like part of what is sent. */
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_remove_all_tags (buffer, &start, &end);
  gtk_text_buffer_apply_tag_by_name (buffer, "verbatim", &start, &end);
  mark_differences (self, buffer);
}

static char *
describe_verdict (GPtrArray *checks, guint n_jobs)
{
  guint blocks = 0;
  guint waits = 0;

  for (guint i = 0; i < checks->len; i++)
    {
      const LuthierNewJobCheck *check = g_ptr_array_index (checks, i);

      blocks += check->verdict <= LUTHIER_VERDICT_NOT_YET ? 1 : 0;
      waits += check->verdict == LUTHIER_VERDICT_WAITS ? 1 : 0;
    }

  if (blocks > 0)
    return g_strdup_printf (
        ngettext ("%u thing stands against it", "%u things stand against it", blocks), blocks);

  return g_strdup (waits > 0 ? ngettext ("the job will wait", "the jobs will wait", n_jobs)
                             : _ ("nothing stands against it"));
}

static void
show_checks (LuthierNewJobReview *self)
{
  g_autoptr (GPtrArray) checks = luthier_new_job_preflight (self->form);
  g_autofree char *verdict = describe_verdict (
      checks, luthier_new_job_grid_get_n_jobs (luthier_new_job_form_get_grid (self->form)));
  gboolean ready = luthier_new_job_preflight_allows (checks);
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->checks))) != NULL)
    gtk_box_remove (self->checks, row);
  for (guint i = 0; i < checks->len; i++)
    gtk_box_append (self->checks,
                    luthier_new_job_check_row_new (self->form, g_ptr_array_index (checks, i)));
  gtk_label_set_text (self->verdict, verdict);

  if (self->ready != ready)
    {
      self->ready = ready;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_READY]);
    }
}

static void
refresh (LuthierNewJobReview *self)
{
  g_autoptr (LuthierJobSpec) shown = NULL;

  /* Nobody sees it on the other steps, where every key that is typed comes by. */
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  luthier_new_job_table_show (self->table, self->form);
  shown = get_shown (self);
  show_summary (self, luthier_new_job_form_get_spec (self->form), shown);
  show_checks (self);
  luthier_new_job_cost_show (self->cost, self->form);
  show_request (self, shown);
}

static void
copy_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  LuthierNewJobReview *self = LUTHIER_NEW_JOB_REVIEW (widget);
  g_autoptr (LuthierJobSpec) spec = get_shown (self);
  LuthierSession *session = luthier_new_job_form_get_session (self->form);
  g_autofree char *address = luthier_session_get_request_uri (session, spec);
  g_autofree char *text = luthier_snippet_new ((LuthierSnippetKind) g_variant_get_int32 (parameter),
                                               address, spec);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
  gtk_widget_activate_action (widget, "win.toast", "s", _ ("Request copied"));
}

static void
luthier_new_job_review_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (luthier_new_job_review_parent_class)->map (widget);
  refresh (LUTHIER_NEW_JOB_REVIEW (widget));
}

static gboolean
luthier_new_job_review_grab_focus (GtkWidget *widget)
{
  LuthierNewJobReview *self = LUTHIER_NEW_JOB_REVIEW (widget);

  return gtk_widget_child_focus (GTK_WIDGET (self->checks), GTK_DIR_TAB_FORWARD) ||
         gtk_widget_grab_focus (GTK_WIDGET (self->request));
}

static void
luthier_new_job_review_get_property (GObject *object,
                                     guint prop_id,
                                     GValue *value,
                                     GParamSpec *pspec)
{
  LuthierNewJobReview *self = LUTHIER_NEW_JOB_REVIEW (object);

  switch ((LuthierNewJobReviewProperty) prop_id)
    {
    case PROP_READY:
      g_value_set_boolean (value, self->ready);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_new_job_review_dispose (GObject *object)
{
  LuthierNewJobReview *self = LUTHIER_NEW_JOB_REVIEW (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->form);

  G_OBJECT_CLASS (luthier_new_job_review_parent_class)->dispose (object);
}

/* Sending once more is up to the user: the button is the one that sends. */
static void
error_acted_cb (LuthierNewJobReview *self, int action, const char *value, guint field)
{
  if (action == LUTHIER_ADVICE_TRY_AGAIN)
    gtk_widget_activate_action (GTK_WIDGET (self), "new-job.next", NULL);
  else if (action == LUTHIER_ADVICE_SIGN_IN)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.sign-in-again", NULL);
  else if (action == LUTHIER_ADVICE_TUNE_AGAIN)
    {
      if (value != NULL)
        luthier_job_spec_set_region (luthier_new_job_form_get_spec (self->form), value);
      luthier_new_job_form_show_field (self->form, (LuthierSpecField) field);
    }
}

static void
luthier_new_job_review_class_init (LuthierNewJobReviewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = luthier_new_job_review_dispose;
  object_class->get_property = luthier_new_job_review_get_property;
  widget_class->map = luthier_new_job_review_map;
  widget_class->grab_focus = luthier_new_job_review_grab_focus;

  properties[PROP_READY] = g_param_spec_boolean ("ready", NULL, NULL, FALSE,
                                                 G_PARAM_READABLE | G_PARAM_STATIC_STRINGS |
                                                     G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (LUTHIER_TYPE_COLUMNS);
  g_type_ensure (LUTHIER_TYPE_ERROR_CARD);
  g_type_ensure (LUTHIER_TYPE_NEW_JOB_COST);
  g_type_ensure (LUTHIER_TYPE_NEW_JOB_TABLE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LUTHIER_RESOURCE_PATH "luthier-new-job-review.ui");
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobReview, box);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobReview, summary);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobReview, error);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobReview, question);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobReview, verdict);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobReview, checks);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobReview, cost);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobReview, table);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobReview, request_hint);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobReview, uri);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobReview, request);
  gtk_widget_class_bind_template_callback (widget_class, error_acted_cb);
  gtk_widget_class_install_action (widget_class, "review.copy", "i", copy_action);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
luthier_new_job_review_init (LuthierNewJobReview *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_text_buffer_create_tag (gtk_text_view_get_buffer (self->request), "verbatim",
                              "insert-hyphens", FALSE, NULL);
  gtk_text_buffer_create_tag (gtk_text_view_get_buffer (self->request), "differs", "weight",
                              PANGO_WEIGHT_BOLD, NULL);
  g_signal_connect_object (self->table, "notify::chosen", G_CALLBACK (refresh), self,
                           G_CONNECT_SWAPPED);
}

/**
 * luthier_new_job_review_new:
 * @form: the form that this is a step of
 *
 * Returns: (transfer floating): the step
 */
GtkWidget *
luthier_new_job_review_new (LuthierNewJobForm *form)
{
  LuthierNewJobReview *self = g_object_new (LUTHIER_TYPE_NEW_JOB_REVIEW, NULL);
  LuthierSession *session = luthier_new_job_form_get_session (form);

  self->form = g_object_ref (form);
  g_signal_connect_object (form, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  /* A slot may become free while this is read. */
  g_signal_connect_object (session, "notify::active-jobs", G_CALLBACK (refresh), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (luthier_session_get_intents (session), "items-changed",
                           G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}

gboolean
luthier_new_job_review_get_ready (LuthierNewJobReview *self)
{
  return self->ready;
}

/**
 * luthier_new_job_review_set_error:
 * @error: (nullable): why no job was created
 *
 * Explains a failure that is of no single field.
 */
void
luthier_new_job_review_set_error (LuthierNewJobReview *self, const GError *error)
{
  g_autoptr (LuthierAdvice) advice = error != NULL ? luthier_new_job_form_advise (self->form, error)
                                                   : NULL;

  luthier_error_card_set_advice (self->error, advice);
}

static void
answered_cb (LuthierNewJobReview *self, LuthierIntentAct act, int value, LuthierIntentCard *card)
{
  luthier_intent_perform (GTK_WIDGET (self), luthier_new_job_form_get_session (self->form),
                          luthier_intent_card_get_intent (card), act, 0);
}

/**
 * luthier_new_job_review_set_question:
 * @intent: (nullable): one that asks
 *
 * Asks the user what is to be done about an answer that was lost.
 */
void
luthier_new_job_review_set_question (LuthierNewJobReview *self, LuthierIntent *intent)
{
  LuthierSession *session = luthier_new_job_form_get_session (self->form);
  GtkWidget *card = NULL;

  if (intent != NULL)
    {
      card = luthier_intent_card_new (intent, luthier_session_get_clock (session));
      g_object_set (card, "narrow", self->narrow, NULL);
      g_signal_connect_object (card, "act", G_CALLBACK (answered_cb), self, G_CONNECT_SWAPPED);
    }
  adw_bin_set_child (self->question, card);
  gtk_widget_set_visible (GTK_WIDGET (self->question), card != NULL);
  if (card != NULL)
    gtk_widget_grab_focus (card);
}

/**
 * luthier_new_job_review_set_narrow:
 * @narrow: whether there is little room beside each other
 */
void
luthier_new_job_review_set_narrow (LuthierNewJobReview *self, gboolean narrow)
{
  GtkWidget *card = adw_bin_get_child (self->question);

  self->narrow = narrow;
  g_object_set (self->error, "narrow", narrow, NULL);
  if (card != NULL)
    g_object_set (card, "narrow", narrow, NULL);
}
