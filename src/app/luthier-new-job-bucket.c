/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-new-job-bucket.h"

#include "luthier-config.h"
#include "luthier-pick-button.h"

struct _LuthierNewJobBucket
{
  GtkWidget parent_instance;

  LuthierJobSpec *spec; /* (owned) (nullable) */

  GtkWidget *box;
  GtkEditable *entry;
  LuthierPickButton *pick;
  GtkWidget *use;
};

G_DEFINE_FINAL_TYPE (LuthierNewJobBucket, luthier_new_job_bucket, GTK_TYPE_WIDGET)

/* People paste addresses: gs://name/ is that bucket. */
static char *
get_name (LuthierNewJobBucket *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (self->entry)));
  const char *name = g_str_has_prefix (text, "gs://") ? text + strlen ("gs://") : text;

  return g_strndup (name, strcspn (name, "/"));
}

static void
typed_cb (LuthierNewJobBucket *self)
{
  g_autofree char *name = get_name (self);
  const char *bucket = self->spec != NULL ? luthier_job_spec_get_bucket (self->spec) : NULL;

  gtk_widget_set_visible (self->use,
                          *name != '\0' && g_strcmp0 (name, bucket != NULL ? bucket : "") != 0);
}

static void
use_cb (LuthierNewJobBucket *self)
{
  g_autofree char *name = get_name (self);

  luthier_job_spec_set_bucket (self->spec, name);
  typed_cb (self);
}

static void
bucket_cb (LuthierNewJobBucket *self)
{
  const char *bucket = luthier_job_spec_get_bucket (self->spec);

  gtk_editable_set_text (self->entry, bucket != NULL ? bucket : "");
  typed_cb (self);
}

static gboolean
luthier_new_job_bucket_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (LUTHIER_NEW_JOB_BUCKET (widget)->entry));
}

static void
luthier_new_job_bucket_dispose (GObject *object)
{
  LuthierNewJobBucket *self = LUTHIER_NEW_JOB_BUCKET (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->spec);

  G_OBJECT_CLASS (luthier_new_job_bucket_parent_class)->dispose (object);
}

static void
luthier_new_job_bucket_class_init (LuthierNewJobBucketClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = luthier_new_job_bucket_dispose;
  widget_class->grab_focus = luthier_new_job_bucket_grab_focus;

  g_type_ensure (LUTHIER_TYPE_PICK_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LUTHIER_RESOURCE_PATH "luthier-new-job-bucket.ui");
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobBucket, box);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobBucket, entry);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobBucket, pick);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobBucket, use);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, use_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
luthier_new_job_bucket_init (LuthierNewJobBucket *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * luthier_new_job_bucket_attach:
 * @form: whose spec names the bucket
 */
void
luthier_new_job_bucket_attach (LuthierNewJobBucket *self, LuthierNewJobForm *form)
{
  self->spec = g_object_ref (luthier_new_job_form_get_spec (form));
  g_signal_connect_object (self->spec, "notify::bucket", G_CALLBACK (bucket_cb), self,
                           G_CONNECT_SWAPPED);
  bucket_cb (self);
  luthier_pick_button_attach (self->pick, luthier_new_job_form_get_session (form),
                              LUTHIER_CHOICES_BUCKETS, self->entry);
}
