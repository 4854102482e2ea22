/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-practice-digest.h"

#include <gnutls/crypto.h>

#include "luthier-crc32c.h"

struct _LuthierPracticeDigest
{
  guint64 size;
  guint32 crc32c;
  gboolean md5_wanted;
  gnutls_hash_hd_t md5; /* (owned) (nullable): NULL above the limit */
};

/**
 * luthier_practice_digest_new:
 * @md5_wanted: whether MD5 is needed however much comes
 *
 * Returns: (transfer full): the digest of nothing yet
 */
LuthierPracticeDigest *
luthier_practice_digest_new (gboolean md5_wanted)
{
  LuthierPracticeDigest *self = g_new0 (LuthierPracticeDigest, 1);

  self->md5_wanted = md5_wanted;
  /* Systems in FIPS mode have no MD5; then it is not known. */
  if (gnutls_hash_init (&self->md5, GNUTLS_DIG_MD5) != 0)
    self->md5 = NULL;
  return self;
}

static void
forget_md5 (LuthierPracticeDigest *self)
{
  if (self->md5 != NULL)
    gnutls_hash_deinit (self->md5, NULL);
  self->md5 = NULL;
}

LuthierPracticeDigest *
luthier_practice_digest_resume (guint64 size, guint32 crc32c)
{
  LuthierPracticeDigest *self = g_new0 (LuthierPracticeDigest, 1);

  self->size = size;
  self->crc32c = crc32c;
  return self;
}

void
luthier_practice_digest_free (LuthierPracticeDigest *self)
{
  forget_md5 (self);
  g_free (self);
}

LuthierPracticeDigest *
luthier_practice_digest_copy (LuthierPracticeDigest *self)
{
  LuthierPracticeDigest *copy = g_memdup2 (self, sizeof *self);

  copy->md5 = self->md5 != NULL ? gnutls_hash_copy (self->md5) : NULL;
  return copy;
}

void
luthier_practice_digest_update (LuthierPracticeDigest *self, gconstpointer data, gsize length)
{
  self->size += length;
  self->crc32c = luthier_crc32c_update (self->crc32c, data, length);
  if (self->size > LUTHIER_PRACTICE_MD5_LIMIT && !self->md5_wanted)
    forget_md5 (self);
  if (self->md5 != NULL)
    gnutls_hash (self->md5, data, length);
}

guint64
luthier_practice_digest_get_size (LuthierPracticeDigest *self)
{
  return self->size;
}

guint32
luthier_practice_digest_get_crc32c (LuthierPracticeDigest *self)
{
  return self->crc32c;
}

/**
 * luthier_practice_digest_get_md5:
 * @self: the digest
 * @md5: (out caller-allocates): %LUTHIER_PRACTICE_MD5_SIZE bytes
 *
 * Returns: whether it is known
 */
gboolean
luthier_practice_digest_get_md5 (LuthierPracticeDigest *self, guint8 *md5)
{
  gnutls_hash_hd_t copy = self->md5 != NULL ? gnutls_hash_copy (self->md5) : NULL;

  if (copy == NULL)
    return FALSE;
  gnutls_hash_deinit (copy, md5);
  return TRUE;
}
