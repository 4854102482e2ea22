/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-picker-window.h"

#include <glib/gi18n.h>

#include "luthier-config.h"
#include "luthier-error-card.h"
#include "luthier-format.h"
#include "luthier-picker-path.h"
#include "luthier-picker-row.h"
#include "luthier-picker-words.h"
#include "luthier-squeezer.h"
#include "luthier-unveil.h"

/* How far Page Up and Page Down go from the search entry. */
#define PAGE 10

struct _LuthierPickerWindow
{
  AdwWindow parent_instance;

  LuthierSession *session; /* (owned) (nullable): it is needed to go elsewhere */
  LuthierListing *listing; /* (owned) (nullable) */
  LuthierChoices choices;
  char *where;            /* (owned) (nullable): of objects; NULL shows the buckets */
  char *current;          /* (owned) (nullable): to be selected once it is listed */
  gboolean chooses_later; /* once the search has been applied to all */

  AdwWindowTitle *heading;
  GtkButton *choose_button;
  GtkEditable *search_entry;
  GtkWidget *path_bar;
  GtkWidget *up_button;
  GtkLabel *path_label;
  GtkWidget *fault_bar;
  GtkLabel *fault_label;
  GtkStack *stack;
  GtkListView *list;
  GtkFilterListModel *filtered;
  GtkSliceListModel *unveiled;
  GtkSingleSelection *selection;
  AdwStatusPage *empty_page;
  LuthierErrorCard *error_card;
  GtkWidget *again_button;
  GtkLabel *instead_label;
  GtkWidget *footer;
  GtkLabel *count_label;
};

G_DEFINE_FINAL_TYPE (LuthierPickerWindow, luthier_picker_window, ADW_TYPE_WINDOW)

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static gboolean
shows_buckets (LuthierPickerWindow *self)
{
  return self->choices == LUTHIER_CHOICES_OBJECTS && self->where == NULL;
}

static gboolean
may_go_up (LuthierPickerWindow *self)
{
  return self->choices == LUTHIER_CHOICES_OBJECTS && self->where != NULL && self->session != NULL;
}

static gboolean
is_opened (LuthierPickerWindow *self, LuthierChoice *choice)
{
  return self->session != NULL && (luthier_choice_is_folder (choice) || shows_buckets (self));
}

static LuthierChoice *
get_selected (LuthierPickerWindow *self)
{
  return gtk_single_selection_get_selected_item (self->selection);
}

static void
set_label (GtkButton *button, const char *label)
{
  if (g_strcmp0 (gtk_button_get_label (button), label) != 0)
    gtk_button_set_label (button, label);
}

static void
update_choose (LuthierPickerWindow *self)
{
  LuthierChoice *choice = get_selected (self);
  gboolean opens = choice != NULL && is_opened (self, choice);

  set_label (self->choose_button, opens ? _ ("_Open") : _ ("_Choose"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "picker.choose",
                                 choice != NULL ||
                                     gtk_filter_list_model_get_pending (self->filtered) > 0);
}

static const char *
find_page (LuthierPickerWindow *self, guint n_listed)
{
  if (n_listed == 0 && self->listing != NULL && luthier_listing_get_error (self->listing) != NULL)
    return "error";
  if (n_listed == 0 && self->listing != NULL && luthier_listing_get_loading (self->listing))
    return "loading";
  if (n_listed == 0)
    return "empty";
  /* Nothing is found only when all has been looked at. */
  if (get_selected (self) == NULL && gtk_filter_list_model_get_pending (self->filtered) == 0)
    return "nothing";
  return "list";
}

static void
update (LuthierPickerWindow *self)
{
  guint n_listed = self->listing != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->listing))
                                         : 0;
  gboolean loading = self->listing != NULL && luthier_listing_get_loading (self->listing);
  g_autofree char *count = luthier_format_count (n_listed);
  /* Translators: a figure, of what is listed while more of it comes: "12,000 so far" */
  g_autofree char *so_far = g_strdup_printf (_ ("%s so far"), count);

  gtk_stack_set_visible_child_name (self->stack, find_page (self, n_listed));
  gtk_label_set_text (self->count_label, so_far);
  gtk_widget_set_visible (self->footer, loading && n_listed > 0);
  gtk_widget_set_visible (self->fault_bar, n_listed > 0 && self->listing != NULL &&
                                               luthier_listing_get_error (self->listing) != NULL);
  update_choose (self);
}

static void
show_error (LuthierPickerWindow *self)
{
  const GError *error = luthier_listing_get_error (self->listing);
  g_autoptr (LuthierAdvice) advice = error != NULL ? luthier_advice_new_for_error (error) : NULL;

  luthier_error_card_set_advice (self->error_card, advice);
  if (advice != NULL)
    {
      /* Translators: what went wrong after some of a list had come */
      g_autofree char *text = g_strdup_printf (_ ("Not all could be listed: %s"), advice->title);

      gtk_label_set_text (self->fault_label, text);
      gtk_widget_set_visible (self->again_button,
                              !luthier_advice_offers (advice, LUTHIER_ADVICE_TRY_AGAIN));
    }
  update (self);
}

static void
select_at (LuthierPickerWindow *self, guint position)
{
  gtk_single_selection_set_selected (self->selection, position);
  gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", position);
}

/* What the field has is looked for among the new ones only. */
static void
items_changed_cb (LuthierPickerWindow *self, guint position, guint removed, guint added)
{
  for (guint i = position; self->current != NULL && i < position + added; i++)
    {
      g_autoptr (LuthierChoice) choice = g_list_model_get_item (G_LIST_MODEL (self->selection), i);

      if (choice != NULL &&
          luthier_picker_path_is_same (luthier_choice_get_value (choice), self->current))
        {
          g_clear_pointer (&self->current, g_free);
          select_at (self, i);
        }
    }
  update (self);
}

static void
set_listing (LuthierPickerWindow *self, LuthierListing *listing)
{
  gtk_filter_list_model_set_model (self->filtered, NULL);
  g_set_object (&self->listing, listing);
  gtk_filter_list_model_set_model (self->filtered, G_LIST_MODEL (listing));
  if (listing == NULL)
    return;
  g_signal_connect_object (listing, "notify::loading", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (listing, "notify::error", G_CALLBACK (show_error), self,
                           G_CONNECT_SWAPPED);
  show_error (self);
}

static void
show_words (LuthierPickerWindow *self)
{
  LuthierChoices shown = shows_buckets (self) ? LUTHIER_CHOICES_BUCKETS : self->choices;
  LuthierPickerWords words = luthier_picker_words_of (shown);
  const char *title = luthier_picker_words_of (self->choices).title;

  gtk_window_set_title (GTK_WINDOW (self), title);
  adw_window_title_set_title (self->heading, title);
  g_object_set (self->search_entry, "placeholder-text", words.search, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search_entry),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, words.search, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
  adw_status_page_set_title (self->empty_page, words.empty_title);
  adw_status_page_set_description (self->empty_page, words.empty_text);
  gtk_label_set_text (self->instead_label, words.instead);
}

static void
show_path (LuthierPickerWindow *self)
{
  g_autofree char *path = self->where != NULL ? g_strconcat ("gs://", self->where, NULL) : NULL;

  gtk_widget_set_visible (self->path_bar, self->choices == LUTHIER_CHOICES_OBJECTS);
  gtk_label_set_text (self->path_label, path != NULL ? path : _ ("All buckets"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "picker.up", may_go_up (self));
}

/* where: (transfer full) (nullable); current: (transfer full) (nullable) */
static void
go_to (LuthierPickerWindow *self, char *where, char *current)
{
  LuthierChoices choices = self->choices;
  g_autoptr (LuthierListing) listing = NULL;

  g_free (self->where);
  self->where = where;
  if (shows_buckets (self))
    choices = LUTHIER_CHOICES_BUCKETS;
  self->chooses_later = FALSE;
  gtk_editable_set_text (self->search_entry, "");
  g_free (self->current);
  self->current = current;
  show_words (self);
  show_path (self);
  listing = luthier_session_list (self->session, choices, where);
  set_listing (self, listing);
  update (self);
}

/* Where one comes from is where one stands. */
static void
up_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  LuthierPickerWindow *self = LUTHIER_PICKER_WINDOW (widget);
  g_autofree char *left = g_strdup (self->where);

  go_to (self, luthier_picker_path_get_parent (left), g_strdup (left));
}

static void
choose (LuthierPickerWindow *self)
{
  LuthierChoice *selected = get_selected (self);
  g_autoptr (LuthierChoice) choice = selected != NULL ? g_object_ref (selected) : NULL;

  if (choice == NULL)
    return;
  if (is_opened (self, choice))
    {
      const char *value = luthier_choice_get_value (choice);

      go_to (self, g_strdup (luthier_picker_path_skip_scheme (value)), NULL);
      return;
    }
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, luthier_choice_get_value (choice));
  gtk_window_destroy (GTK_WINDOW (self));
}

/* Enter may be faster than the search through a long list, and means what it will have found. */
static void
choose_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  LuthierPickerWindow *self = LUTHIER_PICKER_WINDOW (widget);

  if (gtk_filter_list_model_get_pending (self->filtered) > 0)
    self->chooses_later = TRUE;
  else
    choose (self);
}

static gboolean
chosen_later_cb (gpointer user_data)
{
  LuthierPickerWindow *self = user_data;

  if (self->chooses_later && gtk_filter_list_model_get_pending (self->filtered) == 0)
    {
      self->chooses_later = FALSE;
      choose (self);
    }
  return G_SOURCE_REMOVE;
}

/* The last of what the search has found comes into the list after this. */
static void
pending_cb (LuthierPickerWindow *self)
{
  update_choose (self);
  if (gtk_filter_list_model_get_pending (self->filtered) > 0)
    return;
  update (self);
  if (self->chooses_later)
    g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, chosen_later_cb, g_object_ref (self), g_object_unref);
}

static void
reload_cb (LuthierPickerWindow *self)
{
  if (self->listing != NULL)
    luthier_listing_reload (self->listing);
}

static void
act_cb (LuthierPickerWindow *self, int action)
{
  if (action == LUTHIER_ADVICE_TRY_AGAIN)
    reload_cb (self);
  else if (action == LUTHIER_ADVICE_SIGN_IN)
    gtk_window_close (GTK_WINDOW (self));
}

static void
activate_cb (LuthierPickerWindow *self, guint position)
{
  gtk_single_selection_set_selected (self->selection, position);
  choose (self);
}

static void
search_activate_cb (LuthierPickerWindow *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "picker.choose", NULL);
}

static void
typed_cb (LuthierPickerWindow *self)
{
  self->chooses_later = FALSE;
  g_clear_pointer (&self->current, g_free);
}

static void
move (LuthierPickerWindow *self, int by)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  gint64 position = (gint64) gtk_single_selection_get_selected (self->selection) + by;

  if (n_items == 0)
    return;
  g_clear_pointer (&self->current, g_free);
  select_at (self, (guint) CLAMP (position, 0, (gint64) n_items - 1));
}

/* The list is gone through without leaving the search. */
static gboolean
key_cb (LuthierPickerWindow *self, guint keyval, guint keycode, GdkModifierType state)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  gboolean searching = focus != NULL &&
                       gtk_widget_is_ancestor (focus, GTK_WIDGET (self->search_entry));

  if ((state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return FALSE;
  if (keyval == GDK_KEY_BackSpace && may_go_up (self) &&
      *gtk_editable_get_text (self->search_entry) == '\0')
    return gtk_widget_activate_action (GTK_WIDGET (self), "picker.up", NULL);
  if (!searching)
    return FALSE;
  if (keyval == GDK_KEY_Up || keyval == GDK_KEY_KP_Up)
    move (self, -1);
  else if (keyval == GDK_KEY_Down || keyval == GDK_KEY_KP_Down)
    move (self, 1);
  else if (keyval == GDK_KEY_Page_Up || keyval == GDK_KEY_KP_Page_Up)
    move (self, -PAGE);
  else if (keyval == GDK_KEY_Page_Down || keyval == GDK_KEY_KP_Page_Down)
    move (self, PAGE);
  else
    return FALSE;
  return TRUE;
}

/* The whole of a path for which there is too little room. */
static gboolean
query_tooltip_cb (
    GtkLabel *label, int x, int y, gboolean keyboard, GtkTooltip *tooltip, gpointer unused)
{
  if (!pango_layout_is_ellipsized (gtk_label_get_layout (label)))
    return FALSE;
  gtk_tooltip_set_text (tooltip, gtk_label_get_text (label));
  return TRUE;
}

static void
luthier_picker_window_dispose (GObject *object)
{
  LuthierPickerWindow *self = LUTHIER_PICKER_WINDOW (object);

  if (self->filtered != NULL)
    gtk_filter_list_model_set_model (self->filtered, NULL);
  g_clear_object (&self->listing);
  g_clear_object (&self->session);
  g_clear_pointer (&self->where, g_free);
  g_clear_pointer (&self->current, g_free);
  G_OBJECT_CLASS (luthier_picker_window_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, LuthierPickerWindow, heading);
  gtk_widget_class_bind_template_child (widget_class, LuthierPickerWindow, choose_button);
  gtk_widget_class_bind_template_child (widget_class, LuthierPickerWindow, search_entry);
  gtk_widget_class_bind_template_child (widget_class, LuthierPickerWindow, path_bar);
  gtk_widget_class_bind_template_child (widget_class, LuthierPickerWindow, path_label);
  gtk_widget_class_bind_template_child (widget_class, LuthierPickerWindow, fault_bar);
  gtk_widget_class_bind_template_child (widget_class, LuthierPickerWindow, fault_label);
  gtk_widget_class_bind_template_child (widget_class, LuthierPickerWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, LuthierPickerWindow, list);
  gtk_widget_class_bind_template_child (widget_class, LuthierPickerWindow, filtered);
  gtk_widget_class_bind_template_child (widget_class, LuthierPickerWindow, unveiled);
  gtk_widget_class_bind_template_child (widget_class, LuthierPickerWindow, selection);
  gtk_widget_class_bind_template_child (widget_class, LuthierPickerWindow, empty_page);
  gtk_widget_class_bind_template_child (widget_class, LuthierPickerWindow, error_card);
  gtk_widget_class_bind_template_child (widget_class, LuthierPickerWindow, again_button);
  gtk_widget_class_bind_template_child (widget_class, LuthierPickerWindow, instead_label);
  gtk_widget_class_bind_template_child (widget_class, LuthierPickerWindow, footer);
  gtk_widget_class_bind_template_child (widget_class, LuthierPickerWindow, count_label);
}

static void
bind_callbacks (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, act_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, items_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_cb);
  gtk_widget_class_bind_template_callback (widget_class, pending_cb);
  gtk_widget_class_bind_template_callback (widget_class, query_tooltip_cb);
  gtk_widget_class_bind_template_callback (widget_class, reload_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, update_choose);
}

static void
luthier_picker_window_class_init (LuthierPickerWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = luthier_picker_window_dispose;
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", LUTHIER_TYPE_PICKER_WINDOW, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  g_type_ensure (LUTHIER_TYPE_CHOICE);
  g_type_ensure (LUTHIER_TYPE_ERROR_CARD);
  g_type_ensure (LUTHIER_TYPE_PICKER_ROW);
  g_type_ensure (LUTHIER_TYPE_SQUEEZER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LUTHIER_RESOURCE_PATH "luthier-picker-window.ui");
  bind_children (widget_class);
  bind_callbacks (widget_class);
  gtk_widget_class_install_action (widget_class, "picker.choose", NULL, choose_action);
  gtk_widget_class_install_action (widget_class, "picker.up", NULL, up_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "picker.up", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Up, GDK_ALT_MASK, "picker.up", NULL);
}

static void
luthier_picker_window_init (LuthierPickerWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_entry_set_key_capture_widget (GTK_SEARCH_ENTRY (self->search_entry),
                                           GTK_WIDGET (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
  luthier_unveil (self->unveiled, GTK_WIDGET (self->list));
}

static LuthierPickerWindow *
window_new (GtkWidget *over, LuthierChoices choices, const char *current)
{
  LuthierPickerWindow *self = g_object_new (LUTHIER_TYPE_PICKER_WINDOW, NULL);
  GtkRoot *root = gtk_widget_get_root (over);

  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (GTK_WINDOW (self), GTK_WINDOW (root));
  self->choices = choices;
  if (current != NULL && *current != '\0')
    self->current = g_strdup (current);
  return self;
}

/**
 * luthier_picker_window_new:
 * @over: a widget of the window that asks
 * @session: what lists
 * @choices: what to choose
 * @where: (nullable): see #LuthierChoices; for objects %NULL begins with the buckets
 * @current: (nullable): what the field has now; it is selected if it is listed
 *
 * Returns: (transfer floating): a window that is not shown yet
 */
GtkWidget *
luthier_picker_window_new (GtkWidget *over,
                           LuthierSession *session,
                           LuthierChoices choices,
                           const char *where,
                           const char *current)
{
  LuthierPickerWindow *self = window_new (over, choices, current);
  gboolean anywhere = where == NULL || *where == '\0';

  self->session = g_object_ref (session);
  if (choices == LUTHIER_CHOICES_KEYS && !anywhere)
    adw_window_title_set_subtitle (self->heading, where);
  go_to (self, anywhere ? NULL : g_strdup (where), g_steal_pointer (&self->current));
  return GTK_WIDGET (self);
}

/**
 * luthier_picker_window_new_for_listing:
 * @over: a widget of the window that asks
 * @choices: what is listed
 * @listing: the list, which may still be loading
 * @current: (nullable): what the field has now
 *
 * Returns: (transfer floating): a window that is not shown yet, and stays with this list
 */
GtkWidget *
luthier_picker_window_new_for_listing (GtkWidget *over,
                                       LuthierChoices choices,
                                       LuthierListing *listing,
                                       const char *current)
{
  LuthierPickerWindow *self = window_new (over, choices, current);

  show_words (self);
  show_path (self);
  set_listing (self, listing);
  update (self);
  return GTK_WIDGET (self);
}
