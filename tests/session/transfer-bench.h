/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-crc32c.h"
#include "session-bench.h"

#define BUCKET "acme-data"
#define MIB    (1024 * 1024)

/* A file beside the store in which no two blocks are alike. (transfer full) */
static inline GFile *
transfer_make_file (Bench *bench, const char *name, gsize size, guint32 seed)
{
  g_autofree char *folder = g_path_get_dirname (bench->store_path);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree guint32 *words = g_malloc (size + sizeof (guint32));
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i <= size / sizeof (guint32); i++)
    words[i] = seed = seed * 1664525 + 1013904223;
  g_file_set_contents (path, (const char *) words, (gssize) size, &error);
  g_assert_no_error (error);
  return g_file_new_for_path (path);
}

static inline guint64
transfer_count_received (Bench *bench)
{
  return luthier_practice_blobs_get_received (
      luthier_practice_objects_get_blobs (luthier_practice_get_objects (bench->practice)));
}

static inline guint
transfer_count (Bench *bench, const char *method)
{
  return luthier_practice_count_requests (bench->practice, method, "/upload/*");
}

/* (transfer full) (nullable) */
static inline LuthierPracticeObject *
transfer_stat (Bench *bench, const char *gs_uri)
{
  g_assert_true (g_str_has_prefix (gs_uri, "gs://" BUCKET "/"));
  return luthier_practice_objects_stat (luthier_practice_get_objects (bench->practice), BUCKET,
                                        gs_uri + strlen ("gs://" BUCKET "/"));
}

/* What is stored is the file, by size and checksum. */
static inline void
transfer_assert_stored (Bench *bench, const char *gs_uri, GFile *file)
{
  LuthierPracticeObject *object = transfer_stat (bench, gs_uri);
  g_autofree char *contents = NULL;
  gsize size = 0;

  g_assert_nonnull (object);
  g_assert_true (g_file_load_contents (file, NULL, &contents, &size, NULL, NULL));
  g_assert_cmpuint (object->size, ==, size);
  g_assert_cmphex (object->crc32c, ==, luthier_crc32c_update (0, contents, size));
  luthier_practice_object_free (object);
}

/* What a check would say of a file, as far as uploads care. (transfer full) */
static inline LuthierDatasetReport *
transfer_make_report (GFile *file)
{
  LuthierDatasetReport *report = g_atomic_rc_box_new0 (LuthierDatasetReport);
  g_autofree char *contents = NULL;
  gsize size = 0;

  g_assert_true (g_file_load_contents (file, NULL, &contents, &size, NULL, NULL));
  report->size = size;
  report->sha256 = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (guchar *) contents, size);
  report->crc32c = luthier_crc32c_update (0, contents, size);
  report->findings = g_ptr_array_new ();
  return report;
}

static inline void
transfer_wait_for_state (LuthierTransfer *transfer, LuthierTransferState state)
{
  luthier_test_wait_until (luthier_transfer_get_state (transfer) == state ||
                           (luthier_transfer_get_state (transfer) != LUTHIER_TRANSFER_RUNNING &&
                            luthier_transfer_get_state (transfer) != LUTHIER_TRANSFER_WAITING));
  if (state != LUTHIER_TRANSFER_FAILED)
    g_assert_no_error (luthier_transfer_get_error (transfer));
  g_assert_cmpint (luthier_transfer_get_state (transfer), ==, state);
}

/* (transfer full) (nullable) */
static inline LuthierTransfer *
transfer_get_first (LuthierSession *session)
{
  return g_list_model_get_item (luthier_session_get_transfers (session), 0);
}

/* No session of an upload is in any file below the store's folder. */
static inline void
transfer_assert_no_session (Bench *bench)
{
  static const char shape[] = "upload_id=";
  g_autofree char *folder = g_path_get_dirname (bench->store_path);
  const char *const folders[] = { folder, g_get_user_data_dir (), g_get_home_dir () };

  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autoptr (GDir) dir = g_dir_open (folders[i], 0, NULL);
      const char *name;

      while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
        {
          g_autofree char *path = g_build_filename (folders[i], name, NULL);
          g_autofree char *text = NULL;
          gsize size = 0;

          if (g_file_test (path, G_FILE_TEST_IS_REGULAR) &&
              g_file_get_contents (path, &text, &size, NULL))
            g_assert_null (memmem (text, size, shape, strlen (shape)));
        }
    }
}
