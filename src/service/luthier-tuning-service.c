/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-tuning-service.h"

/**
 * LuthierTuningService:
 *
 * A service that tunes models. Whoever uses one asks what it can do, never which one it is.
 */

G_DEFINE_INTERFACE (LuthierTuningService, luthier_tuning_service, G_TYPE_OBJECT)

static void
luthier_tuning_service_default_init (LuthierTuningServiceInterface *iface)
{
}

/**
 * luthier_job_page_free:
 * @self: (transfer full): a page
 */
void
luthier_job_page_free (LuthierJobPage *self)
{
  g_clear_pointer (&self->reply, luthier_json_unref);
  g_free (self->next_page_token);
  g_free (self);
}

/**
 * luthier_job_page_get_jobs:
 * @self: a page
 *
 * Returns: (nullable): the array of jobs, as long as the page lives; the service leaves an empty
 *   one out
 */
const LuthierJsonValue *
luthier_job_page_get_jobs (LuthierJobPage *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return luthier_json_value_get_member (luthier_json_get_root (self->reply), "tuningJobs");
}

/**
 * luthier_tuning_service_get_abilities:
 * @self: a service
 *
 * Returns: what can be asked of it
 */
LuthierTuningAbilities
luthier_tuning_service_get_abilities (LuthierTuningService *self)
{
  g_return_val_if_fail (LUTHIER_IS_TUNING_SERVICE (self), 0);

  return LUTHIER_TUNING_SERVICE_GET_IFACE (self)->get_abilities (self);
}

/**
 * luthier_tuning_service_list_async:
 * @self: a service
 * @region: the region to look at
 * @page_token: (nullable): where the page before ended
 * @cancellable: (nullable): a cancellable
 * @callback: called with the page
 * @user_data: data for @callback
 *
 * Reads one page of summaries, in the service's own order.
 */
void
luthier_tuning_service_list_async (LuthierTuningService *self,
                                   const char *region,
                                   const char *page_token,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_return_if_fail (LUTHIER_IS_TUNING_SERVICE (self));
  g_return_if_fail (region != NULL);

  LUTHIER_TUNING_SERVICE_GET_IFACE (self)->list_async (self, region, page_token, cancellable,
                                                       callback, user_data);
}

/**
 * luthier_tuning_service_list_finish:
 * @self: a service
 * @result: the result
 * @error: return location
 *
 * Returns: (transfer full): one page
 */
LuthierJobPage *
luthier_tuning_service_list_finish (LuthierTuningService *self,
                                    GAsyncResult *result,
                                    GError **error)
{
  g_return_val_if_fail (LUTHIER_IS_TUNING_SERVICE (self), NULL);

  return LUTHIER_TUNING_SERVICE_GET_IFACE (self)->list_finish (self, result, error);
}

/**
 * luthier_tuning_service_get_async:
 * @self: a service
 * @name: full resource name of a job, whose location decides where it is asked for
 * @cancellable: (nullable): a cancellable
 * @callback: called with the job
 * @user_data: data for @callback
 *
 * Reads all that the service knows of one job.
 */
void
luthier_tuning_service_get_async (LuthierTuningService *self,
                                  const char *name,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_return_if_fail (LUTHIER_IS_TUNING_SERVICE (self));
  g_return_if_fail (name != NULL);

  LUTHIER_TUNING_SERVICE_GET_IFACE (self)->get_async (self, name, cancellable, callback, user_data);
}

/**
 * luthier_tuning_service_get_finish:
 * @self: a service
 * @result: the result
 * @error: return location
 *
 * Returns: (transfer full): the job as the service describes it
 */
LuthierJson *
luthier_tuning_service_get_finish (LuthierTuningService *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (LUTHIER_IS_TUNING_SERVICE (self), NULL);

  return LUTHIER_TUNING_SERVICE_GET_IFACE (self)->get_finish (self, result, error);
}

/**
 * luthier_tuning_service_create_async:
 * @self: a service
 * @region: where the job is to run
 * @body: the request, sent as it is
 * @cancellable: (nullable): a cancellable
 * @callback: called with the new job
 * @user_data: data for @callback
 *
 * Asks for a job, once. The service does not know a request again, so whoever sees
 * %LUTHIER_ERROR_UNCERTAIN has to look for the job before anything is sent again.
 */
void
luthier_tuning_service_create_async (LuthierTuningService *self,
                                     const char *region,
                                     GBytes *body,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  g_return_if_fail (LUTHIER_IS_TUNING_SERVICE (self));
  g_return_if_fail (region != NULL);
  g_return_if_fail (body != NULL);

  LUTHIER_TUNING_SERVICE_GET_IFACE (self)->create_async (self, region, body, cancellable, callback,
                                                         user_data);
}

/**
 * luthier_tuning_service_create_finish:
 * @self: a service
 * @result: the result
 * @error: return location; %LUTHIER_ERROR_NOT_SENT and %LUTHIER_ERROR_UNCERTAIN are told apart
 *
 * Returns: (transfer full): the job as it was accepted
 */
LuthierJson *
luthier_tuning_service_create_finish (LuthierTuningService *self,
                                      GAsyncResult *result,
                                      GError **error)
{
  g_return_val_if_fail (LUTHIER_IS_TUNING_SERVICE (self), NULL);

  return LUTHIER_TUNING_SERVICE_GET_IFACE (self)->create_finish (self, result, error);
}

/**
 * luthier_tuning_service_cancel_async:
 * @self: a service
 * @name: full resource name of a job
 * @cancellable: (nullable): a cancellable of the call, not of the job
 * @callback: called when the service has taken note
 * @user_data: data for @callback
 *
 * Asks for a job to be cancelled. It may still succeed: read it again.
 */
void
luthier_tuning_service_cancel_async (LuthierTuningService *self,
                                     const char *name,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  g_return_if_fail (LUTHIER_IS_TUNING_SERVICE (self));
  g_return_if_fail (name != NULL);

  LUTHIER_TUNING_SERVICE_GET_IFACE (self)->cancel_async (self, name, cancellable, callback,
                                                         user_data);
}

/**
 * luthier_tuning_service_cancel_finish:
 * @self: a service
 * @result: the result
 * @error: return location
 *
 * Returns: whether the service has taken note
 */
gboolean
luthier_tuning_service_cancel_finish (LuthierTuningService *self,
                                      GAsyncResult *result,
                                      GError **error)
{
  g_return_val_if_fail (LUTHIER_IS_TUNING_SERVICE (self), FALSE);

  return LUTHIER_TUNING_SERVICE_GET_IFACE (self)->cancel_finish (self, result, error);
}

/**
 * luthier_tuning_service_get_create_uri:
 * @self: a service
 * @region: where a job would run
 *
 * Returns: (transfer full): the address that a request for a job is posted to, to be shown
 */
char *
luthier_tuning_service_get_create_uri (LuthierTuningService *self, const char *region)
{
  g_return_val_if_fail (LUTHIER_IS_TUNING_SERVICE (self), NULL);
  g_return_val_if_fail (region != NULL, NULL);

  return LUTHIER_TUNING_SERVICE_GET_IFACE (self)->get_create_uri (self, region);
}
