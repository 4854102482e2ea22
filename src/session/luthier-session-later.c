#include "luthier-session-private.h"

static void
later (gpointer self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);
  g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "Not yet");
}
#define LATER(type, name, ...)                                                                     \
  void name##_async (__VA_ARGS__, GAsyncReadyCallback callback, gpointer user_data)                \
  {                                                                                                \
    later (self, callback, user_data);                                                             \
  }                                                                                                \
  type name##_finish (LuthierSession *self, GAsyncResult *result, GError **error)
#define S LuthierSession *self
#define C GCancellable *cancellable
LATER (gboolean, luthier_session_start, S, const char *profile_id, C)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
LATER (gboolean, luthier_session_stop, S)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
LATER (LuthierProfile *, luthier_session_open_practice, S, C)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
LATER (LuthierProfile *,
       luthier_session_add_service_account,
       S,
       GFile *key_file,
       const char *project,
       const char *const *regions,
       const char *endpoint,
       C)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
LATER (gboolean, luthier_session_open_profile, S, LuthierProfile *profile, C)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
LATER (gboolean, luthier_session_remove_profile, S, LuthierProfile *profile, C)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
LATER (gboolean, luthier_session_refresh, S, C)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
LATER (gboolean, luthier_session_fetch_job, S, LuthierJob *job, C)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
LATER (LuthierJob *, luthier_session_create_job, S, LuthierJobSpec *spec, C)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
LATER (gboolean, luthier_session_cancel_job, S, LuthierJob *job, C)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
LATER (GStrv, luthier_session_list_buckets, S, C)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
LATER (gint64, luthier_session_probe_uri, S, const char *gs_uri, C)
{
  return g_task_propagate_int (G_TASK (result), error);
}
void
luthier_session_follow (LuthierSession *self, LuthierJob *job)
{
}
void
luthier_session_unfollow (LuthierSession *self, LuthierJob *job)
{
}
char *
luthier_session_get_request_uri (LuthierSession *self, LuthierJobSpec *spec)
{
  return NULL;
}
char *
luthier_session_suggest_name (LuthierSession *self, LuthierJobSpec *spec)
{
  return g_strdup ("tuned-22-nov");
}
LuthierJobSpec *
luthier_session_new_spec (LuthierSession *self)
{
  return luthier_job_spec_new ();
}
void
luthier_session_save_draft (LuthierSession *self, LuthierJobSpec *spec)
{
}
void
luthier_session_discard_draft (LuthierSession *self)
{
}
LuthierTransfer *
luthier_session_upload (LuthierSession *self, GFile *file, const char *bucket)
{
  return NULL;
}
