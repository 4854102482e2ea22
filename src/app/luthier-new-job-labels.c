/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-new-job-labels.h"

#include <glib/gi18n.h>

#include "luthier-config.h"
#include "luthier-wrap-box.h"

struct _LuthierNewJobLabels
{
  GtkWidget parent_instance;

  LuthierNewJobForm *form; /* (owned) (nullable) */

  GtkWidget *box;
  GtkWidget *chips;
  GtkMenuButton *button;
  GtkWidget *popover;
  GtkEditable *key;
  GtkEditable *value;
  GtkLabel *reason;
  GtkWidget *add;
};

G_DEFINE_FINAL_TYPE (LuthierNewJobLabels, luthier_new_job_labels, GTK_TYPE_WIDGET)

/* Labels are replaced as a whole. value NULL: the key goes. (transfer full) */
static GHashTable *
change_labels (GHashTable *labels, const char *key, const char *value)
{
  GHashTable *changed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GHashTableIter iter;
  gpointer old_key, old_value;

  if (labels != NULL)
    {
      g_hash_table_iter_init (&iter, labels);
      while (g_hash_table_iter_next (&iter, &old_key, &old_value))
        g_hash_table_insert (changed, g_strdup (old_key), g_strdup (old_value));
    }

  if (value != NULL)
    g_hash_table_insert (changed, g_strdup (key), g_strdup (value));
  else
    g_hash_table_remove (changed, key);

  return changed;
}

static void
set_label (LuthierNewJobLabels *self, const char *key, const char *value)
{
  LuthierJobSpec *spec = luthier_new_job_form_get_spec (self->form);
  g_autoptr (GHashTable) labels = change_labels (luthier_job_spec_get_labels (spec), key, value);

  luthier_job_spec_set_labels (spec, labels);
}

static void
remove_cb (GtkButton *remove, LuthierNewJobLabels *self)
{
  g_autofree char *key = g_strdup (g_object_get_data (G_OBJECT (remove), "key"));

  /* The chip goes; what has the focus should not. */
  gtk_widget_grab_focus (GTK_WIDGET (self->button));
  set_label (self, key, NULL);
}

static GtkWidget *
new_chip (LuthierNewJobLabels *self, const char *key, const char *value)
{
  GtkWidget *chip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 2);
  GtkWidget *remove = gtk_button_new_from_icon_name ("window-close-symbolic");
  g_autofree char *text = g_strdup_printf (C_ ("label", "%s: %s"), key, value);
  g_autofree char *spoken = g_strdup_printf (_ ("Remove label %s"), text);
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 22);
  gtk_widget_set_tooltip_text (label, text);
  gtk_widget_set_tooltip_text (remove, _ ("Remove"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (remove), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
  g_object_set_data_full (G_OBJECT (remove), "key", g_strdup (key), g_free);
  g_signal_connect (remove, "clicked", G_CALLBACK (remove_cb), self);
  gtk_widget_add_css_class (remove, "flat");
  gtk_widget_add_css_class (remove, "circular");
  gtk_widget_add_css_class (chip, "chip");
  gtk_box_append (GTK_BOX (chip), label);
  gtk_box_append (GTK_BOX (chip), remove);

  return chip;
}

static void
show_labels (LuthierNewJobLabels *self)
{
  GHashTable *labels = luthier_job_spec_get_labels (luthier_new_job_form_get_spec (self->form));
  g_autoptr (GList) keys = labels != NULL ? g_hash_table_get_keys (labels) : NULL;
  GtkWidget *chip;

  while ((chip = gtk_widget_get_first_child (self->chips)) != NULL)
    gtk_widget_unparent (chip);

  keys = g_list_sort (keys, (GCompareFunc) g_strcmp0);
  for (GList *l = keys; l != NULL; l = l->next)
    gtk_widget_set_parent (new_chip (self, l->data, g_hash_table_lookup (labels, l->data)),
                           self->chips);
  gtk_widget_set_visible (self->chips, keys != NULL);
}

/* Why the service would refuse a label, by the very rules that judge the whole spec; NULL: it
 * would not. */
static char *
find_fault (const char *key, const char *value)
{
  g_autoptr (LuthierJobSpec) spec = luthier_job_spec_new ();
  g_autoptr (GHashTable) labels = change_labels (NULL, key, value);
  g_autoptr (GPtrArray) findings = NULL;

  luthier_job_spec_set_labels (spec, labels);
  findings = luthier_job_spec_check (spec, NULL, NULL);
  for (guint i = 0; i < findings->len; i++)
    {
      const LuthierSpecFinding *finding = g_ptr_array_index (findings, i);

      if (finding->field == LUTHIER_SPEC_FIELD_LABELS &&
          finding->severity == LUTHIER_SEVERITY_ERROR)
        return g_strdup (finding->message);
    }

  return NULL;
}

static void
typed_cb (LuthierNewJobLabels *self)
{
  const char *key = gtk_editable_get_text (self->key);
  g_autofree char *fault = *key != '\0' ? find_fault (key, gtk_editable_get_text (self->value))
                                        : NULL;

  gtk_label_set_text (self->reason, fault != NULL ? fault : "");
  gtk_widget_set_visible (GTK_WIDGET (self->reason), fault != NULL);
  gtk_widget_set_sensitive (self->add, *key != '\0' && fault == NULL);
}

static void
key_done_cb (LuthierNewJobLabels *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->value));
}

static void
add_cb (LuthierNewJobLabels *self)
{
  if (!gtk_widget_get_sensitive (self->add))
    return;

  set_label (self, gtk_editable_get_text (self->key), gtk_editable_get_text (self->value));
  gtk_menu_button_popdown (self->button);
}

static void
popover_cb (LuthierNewJobLabels *self)
{
  if (!gtk_widget_get_visible (self->popover))
    return;

  gtk_editable_set_text (self->key, "");
  gtk_editable_set_text (self->value, "");
  gtk_widget_grab_focus (GTK_WIDGET (self->key));
}

static gboolean
luthier_new_job_labels_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (LUTHIER_NEW_JOB_LABELS (widget)->button));
}

static void
luthier_new_job_labels_dispose (GObject *object)
{
  LuthierNewJobLabels *self = LUTHIER_NEW_JOB_LABELS (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->form);

  G_OBJECT_CLASS (luthier_new_job_labels_parent_class)->dispose (object);
}

static void
luthier_new_job_labels_class_init (LuthierNewJobLabelsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = luthier_new_job_labels_dispose;
  widget_class->grab_focus = luthier_new_job_labels_grab_focus;

  g_type_ensure (LUTHIER_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LUTHIER_RESOURCE_PATH "luthier-new-job-labels.ui");
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobLabels, box);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobLabels, chips);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobLabels, button);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobLabels, popover);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobLabels, key);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobLabels, value);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobLabels, reason);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobLabels, add);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_done_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_bind_template_callback (widget_class, popover_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
luthier_new_job_labels_init (LuthierNewJobLabels *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * luthier_new_job_labels_attach:
 * @form: whose spec has the labels
 */
void
luthier_new_job_labels_attach (LuthierNewJobLabels *self, LuthierNewJobForm *form)
{
  self->form = g_object_ref (form);
  g_signal_connect_object (luthier_new_job_form_get_spec (form), "notify::labels",
                           G_CALLBACK (show_labels), self, G_CONNECT_SWAPPED);
  show_labels (self);
}
