#include "luthier-advice.h"
#include "luthier-error.h"
LuthierAdvice *
luthier_advice_new_for_error (const GError *error)
{
  LuthierAdvice *self = g_new0 (LuthierAdvice, 1);
  self->title = g_strdup (error->message);
  self->raw = g_strdup (luthier_error_get_raw (error));
  return self;
}
LuthierAdvice *
luthier_advice_new_for_job (LuthierJob *job)
{
  LuthierAdvice *self = NULL;
  if (luthier_job_get_error_code (job) <= 1)
    return NULL;
  self = g_new0 (LuthierAdvice, 1);
  self->title = g_strdup (luthier_job_get_error_message (job));
  self->raw = g_strdup (luthier_job_get_error_raw (job));
  return self;
}
void
luthier_advice_free (LuthierAdvice *self)
{
  g_free (self->title);
  g_free (self->reason);
  g_free (self->what_to_do);
  g_free (self->action_label);
  g_free (self->action_value);
  g_free (self->raw);
  g_free (self);
}
