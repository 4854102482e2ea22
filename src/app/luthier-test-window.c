/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-test-window.h"

#include <glib/gi18n.h>

#include "luthier-config.h"
#include "luthier-pick-button.h"
#include "luthier-probe-row.h"
#include "luthier-secret-hint.h"
#include "luthier-squeezer.h"

struct _LuthierTestWindow
{
  AdwWindow parent_instance;

  LuthierSession *session;     /* (owned) (nullable) */
  LuthierConnectionTest *test; /* (owned) (nullable) */
  GtkSortListModel *sorted;    /* (owned): what the rows show of it */

  AdwToastOverlay *toasts;
  GtkImage *icon;
  GtkSpinner *spinner;
  GtkLabel *result_label;
  GtkLabel *advice_label;
  AdwEntryRow *bucket_row;
  AdwEntryRow *key_row;
  AdwEntryRow *account_row;
  LuthierSecretHint *bucket_hint;
  LuthierSecretHint *key_hint;
  LuthierSecretHint *account_hint;
  LuthierPickButton *pick_bucket;
  LuthierPickButton *pick_key;
  LuthierPickButton *pick_account;
  GtkListBox *list;
  GtkWidget *copy_all;
};

G_DEFINE_FINAL_TYPE (LuthierTestWindow, luthier_test_window, ADW_TYPE_WINDOW)

/* How all of it ended, in words. */
typedef struct
{
  const char *icon;
  const char *style; /* (nullable) */
  char *result;      /* (owned) */
  const char *advice;
} Words;

static Words
words_of_running (void)
{
  return (Words){ NULL, NULL, g_strdup (_ ("Looking whether all is in place…")),
                  _ ("Nothing is changed by this.") };
}

static Words
words_of_bad (guint n_bad, gboolean commands)
{
  return (Words){
    "dialog-error-symbolic", "error",
    g_strdup_printf (ngettext ("%u thing is missing", "%u things are missing", n_bad), n_bad),
    commands ? _ ("A job would fail. An administrator of the project can put it right "
                  "with the commands below.")
             : _ ("A job would fail. See below why.")
  };
}

static Words
words_of_warning (guint n_warnings)
{
  return (Words){ "dialog-warning-symbolic", "warning",
                  g_strdup_printf (ngettext ("A job can run, with %u warning",
                                             "A job can run, with %u warnings", n_warnings),
                                   n_warnings),
                  _ ("See below what may go otherwise than you expect.") };
}

static Words
words_of_unknown (void)
{
  return (Words){ "dialog-question-symbolic", "warning",
                  g_strdup (_ ("Some things could not be looked at")),
                  _ ("Nothing is known to be missing. What your account may not look at is shown "
                     "only when a job runs.") };
}

static Words
words_of_good (void)
{
  return (Words){ "emblem-ok-symbolic", "success", g_strdup (_ ("Everything is in place")),
                  _ ("A job can run with this account.") };
}

static Words
words_of (LuthierConnectionTest *test, gboolean commands)
{
  guint n_bad, n_warnings;

  g_object_get (test, "n-bad", &n_bad, "n-warnings", &n_warnings, NULL);
  if (luthier_connection_test_get_running (test))
    return words_of_running ();
  if (n_bad > 0)
    return words_of_bad (n_bad, commands);
  if (luthier_connection_test_get_verdict (test) == LUTHIER_PROBE_WARNING)
    return words_of_warning (n_warnings);
  if (n_warnings > 0)
    return words_of_unknown ();
  return words_of_good ();
}

static void
set_style (GtkWidget *widget, const char *style)
{
  static const char *const styles[] = { "success", "warning", "error" };

  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    {
      if (g_strcmp0 (styles[i], style) == 0)
        gtk_widget_add_css_class (widget, styles[i]);
      else
        gtk_widget_remove_css_class (widget, styles[i]);
    }
}

static void
update (LuthierTestWindow *self)
{
  gboolean running = self->test != NULL && luthier_connection_test_get_running (self->test);
  g_autofree char *commands = self->test != NULL && !running
                                  ? luthier_connection_test_get_commands (self->test)
                                  : NULL;
  Words words = self->test != NULL ? words_of (self->test, commands != NULL) : words_of_running ();
  g_autofree char *result = words.result;

  gtk_image_set_from_icon_name (self->icon, words.icon);
  set_style (GTK_WIDGET (self->icon), words.style);
  gtk_widget_set_visible (GTK_WIDGET (self->icon), !running);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), running);
  gtk_spinner_set_spinning (self->spinner, running);
  gtk_label_set_text (self->result_label, result);
  gtk_label_set_text (self->advice_label, words.advice);
  gtk_widget_set_visible (self->copy_all, commands != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "test.copy-report",
                                 self->test != NULL && !running);
}

/* What is wrong comes first, all else in its order. */
static int
compare_cb (gconstpointer a, gconstpointer b, gpointer user_data)
{
  LuthierProbeVerdict verdict_a = luthier_probe_get_verdict ((LuthierProbe *) a);
  LuthierProbeVerdict verdict_b = luthier_probe_get_verdict ((LuthierProbe *) b);
  int rank_a = verdict_a >= LUTHIER_PROBE_UNKNOWN ? (int) verdict_a : 0;
  int rank_b = verdict_b >= LUTHIER_PROBE_UNKNOWN ? (int) verdict_b : 0;

  return gtk_ordering_from_cmpfunc (rank_b - rank_a);
}

/* Rows do not move while there is more to come. */
static void
update_order (LuthierTestWindow *self)
{
  g_autoptr (GtkSorter) sorter = NULL;

  if (self->test != NULL && !luthier_connection_test_get_running (self->test))
    sorter = GTK_SORTER (gtk_custom_sorter_new (compare_cb, NULL, NULL));
  gtk_sort_list_model_set_sorter (self->sorted, sorter);
}

static void
running_cb (LuthierTestWindow *self)
{
  update_order (self);
  update (self);
}

static GtkWidget *
create_row (gpointer item, gpointer user_data)
{
  return luthier_probe_row_new (LUTHIER_PROBE (item));
}

static void
set_test (LuthierTestWindow *self, LuthierConnectionTest *test)
{
  if (self->test != NULL)
    g_signal_handlers_disconnect_by_data (self->test, self);
  g_set_object (&self->test, test);
  gtk_sort_list_model_set_model (self->sorted, G_LIST_MODEL (test));
  gtk_widget_set_visible (GTK_WIDGET (self->list), test != NULL);
  if (test == NULL)
    return;
  g_signal_connect_object (test, "notify::running", G_CALLBACK (running_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (test, "notify::verdict", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  running_cb (self);
}

/* (transfer full) (nullable) */
static char *
get_text (AdwEntryRow *row)
{
  char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));

  if (*text != '\0')
    return text;
  g_free (text);
  return NULL;
}

/* What was typed is the profile's from now on. */
static void
test_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  LuthierTestWindow *self = LUTHIER_TEST_WINDOW (widget);
  g_autofree char *bucket = get_text (self->bucket_row);
  g_autofree char *key = get_text (self->key_row);
  g_autofree char *account = get_text (self->account_row);
  g_autoptr (LuthierConnectionTest) test = NULL;

  test = luthier_session_test_connection (self->session, bucket, key, account);
  if (test != NULL)
    set_test (self, test);
}

/* A credential among the names is neither sent nor kept. */
static void
hints_changed_cb (LuthierTestWindow *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "test.start",
                                 !luthier_secret_hint_get_wrong (self->bucket_hint) &&
                                     !luthier_secret_hint_get_wrong (self->key_hint) &&
                                     !luthier_secret_hint_get_wrong (self->account_hint));
}

static void
watch (LuthierTestWindow *self, LuthierSecretHint *hint, AdwEntryRow *row)
{
  luthier_secret_hint_watch (hint, GTK_EDITABLE (row), LUTHIER_SECRET_NONE);
  g_signal_connect_object (hint, "notify::wrong", G_CALLBACK (hints_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/* It is the parent's, over which another window comes then. */
static void
kinds_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (widget));

  if (parent == NULL)
    return;
  gtk_window_destroy (GTK_WINDOW (widget));
  gtk_widget_activate_action (GTK_WIDGET (parent), "win.add-account", NULL);
}

static void
test_again_cb (LuthierTestWindow *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "test.start", NULL);
}

/* The text is taken. */
static void
copy (LuthierTestWindow *self, char *text, const char *said)
{
  g_autofree char *escaped = g_markup_escape_text (said, -1);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text != NULL ? text : "");
  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (escaped));
  g_free (text);
}

static void
copy_report_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  LuthierTestWindow *self = LUTHIER_TEST_WINDOW (widget);

  copy (self, luthier_connection_test_to_text (self->test), _ ("Report copied"));
}

static void
copy_commands_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  LuthierTestWindow *self = LUTHIER_TEST_WINDOW (widget);

  if (self->test != NULL)
    copy (self, luthier_connection_test_get_commands (self->test), _ ("Commands copied"));
}

static void
toast_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  g_autofree char *escaped = g_markup_escape_text (g_variant_get_string (parameter, NULL), -1);

  adw_toast_overlay_add_toast (LUTHIER_TEST_WINDOW (widget)->toasts, adw_toast_new (escaped));
}

static void
luthier_test_window_dispose (GObject *object)
{
  LuthierTestWindow *self = LUTHIER_TEST_WINDOW (object);

  if (self->test != NULL)
    g_signal_handlers_disconnect_by_data (self->test, self);
  g_clear_object (&self->sorted);
  g_clear_object (&self->test);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (luthier_test_window_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, LuthierTestWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, LuthierTestWindow, icon);
  gtk_widget_class_bind_template_child (widget_class, LuthierTestWindow, spinner);
  gtk_widget_class_bind_template_child (widget_class, LuthierTestWindow, result_label);
  gtk_widget_class_bind_template_child (widget_class, LuthierTestWindow, advice_label);
  gtk_widget_class_bind_template_child (widget_class, LuthierTestWindow, bucket_row);
  gtk_widget_class_bind_template_child (widget_class, LuthierTestWindow, key_row);
  gtk_widget_class_bind_template_child (widget_class, LuthierTestWindow, account_row);
  gtk_widget_class_bind_template_child (widget_class, LuthierTestWindow, bucket_hint);
  gtk_widget_class_bind_template_child (widget_class, LuthierTestWindow, key_hint);
  gtk_widget_class_bind_template_child (widget_class, LuthierTestWindow, account_hint);
  gtk_widget_class_bind_template_child (widget_class, LuthierTestWindow, pick_bucket);
  gtk_widget_class_bind_template_child (widget_class, LuthierTestWindow, pick_key);
  gtk_widget_class_bind_template_child (widget_class, LuthierTestWindow, pick_account);
  gtk_widget_class_bind_template_child (widget_class, LuthierTestWindow, list);
  gtk_widget_class_bind_template_child (widget_class, LuthierTestWindow, copy_all);
}

static void
luthier_test_window_class_init (LuthierTestWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = luthier_test_window_dispose;
  g_type_ensure (LUTHIER_TYPE_PICK_BUTTON);
  g_type_ensure (LUTHIER_TYPE_SECRET_HINT);
  g_type_ensure (LUTHIER_TYPE_SQUEEZER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LUTHIER_RESOURCE_PATH "luthier-test-window.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, test_again_cb);
  gtk_widget_class_install_action (widget_class, "account.kinds", NULL, kinds_action);
  gtk_widget_class_install_action (widget_class, "test.start", NULL, test_action);
  gtk_widget_class_install_action (widget_class, "test.copy-commands", NULL, copy_commands_action);
  gtk_widget_class_install_action (widget_class, "test.copy-report", NULL, copy_report_action);
  gtk_widget_class_install_action (widget_class, "win.toast", "s", toast_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
luthier_test_window_init (LuthierTestWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  watch (self, self->bucket_hint, self->bucket_row);
  watch (self, self->key_hint, self->key_row);
  watch (self, self->account_hint, self->account_row);
  self->sorted = gtk_sort_list_model_new (NULL, NULL);
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (self->sorted), create_row, NULL, NULL);
}

static void
fill (AdwEntryRow *row, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (row), text != NULL ? text : "");
}

static void
show_profile (LuthierTestWindow *self, LuthierProfile *profile)
{
  const char *const *regions = luthier_profile_get_regions (profile);

  fill (self->bucket_row, luthier_profile_get_bucket (profile));
  fill (self->key_row, luthier_profile_get_kms_key (profile));
  fill (self->account_row, luthier_profile_get_service_account (profile));
  luthier_pick_button_set_where (self->pick_key, regions != NULL ? regions[0] : NULL);
}

/**
 * luthier_test_window_new:
 * @parent: (nullable): the window to show it over
 * @session: what has the profile to be tested
 *
 * Returns: (transfer floating): a window that is not shown yet, with a test that has begun
 */
GtkWidget *
luthier_test_window_new (GtkWindow *parent, LuthierSession *session)
{
  LuthierTestWindow *self = g_object_new (LUTHIER_TYPE_TEST_WINDOW, "transient-for", parent, NULL);
  LuthierProfile *profile = luthier_session_get_profile (session);

  self->session = g_object_ref (session);
  luthier_pick_button_attach (self->pick_bucket, session, LUTHIER_CHOICES_BUCKETS,
                              GTK_EDITABLE (self->bucket_row));
  luthier_pick_button_attach (self->pick_key, session, LUTHIER_CHOICES_KEYS,
                              GTK_EDITABLE (self->key_row));
  luthier_pick_button_attach (self->pick_account, session, LUTHIER_CHOICES_SERVICE_ACCOUNTS,
                              GTK_EDITABLE (self->account_row));
  if (profile != NULL)
    show_profile (self, profile);
  update (self);
  gtk_widget_activate_action (GTK_WIDGET (self), "test.start", NULL);
  return GTK_WIDGET (self);
}
