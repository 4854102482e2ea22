/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-dataset-signature.h"

#include <string.h>

#include "luthier-dataset-fingerprints.h"
#include "luthier-json-scanner.h"

struct _LuthierDatasetSigner
{
  LuthierJsonScanner scanner;
  GByteArray *unescaped; /* (owned): room for one string */
};

/* Who speaks in a turn. */
typedef enum
{
  SPEAKER_NOBODY,
  SPEAKER_USER,
  SPEAKER_OTHER,
} Speaker;

/* What a hash is of, so that "1" is not 1 and [] is not {}. Odd numbers with well mixed bits. */
#define KIND_STRING G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)
#define KIND_NUMBER G_GUINT64_CONSTANT (0xd1b54a32d192ed03)
#define KIND_WORD   G_GUINT64_CONSTANT (0xaef17502108ef2d9)
#define KIND_ARRAY  G_GUINT64_CONSTANT (0xc2b2ae3d27d4eb4f)
#define KIND_OBJECT G_GUINT64_CONSTANT (0x165667b19e3779f9)
#define KIND_NAME   G_GUINT64_CONSTANT (0x94d049bb133111eb)
#define KIND_RAW    G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9)

static gboolean hash_value (LuthierDatasetSigner *self, LuthierJsonToken token, guint64 *hash);

/* The order of the two matters. */
static guint64
mix (guint64 a, guint64 b)
{
  guint64 hash = (a ^ (a >> 32)) * KIND_OBJECT + b;

  hash = (hash ^ (hash >> 30)) * KIND_RAW;
  hash = (hash ^ (hash >> 27)) * KIND_NAME;
  return hash ^ (hash >> 31);
}

/* Of a string or name that was just read, as it is meant. */
static guint64
hash_string (LuthierDatasetSigner *self)
{
  const LuthierJsonScanner *scanner = &self->scanner;
  const char *bytes = scanner->start;
  gsize length = scanner->length;

  if (scanner->escaped)
    {
      g_byte_array_set_size (self->unescaped, (guint) length + 1);
      length = luthier_json_unescape (bytes, length, (char *) self->unescaped->data);
      bytes = (const char *) self->unescaped->data;
    }
  return luthier_dataset_fingerprints_hash (bytes, length);
}

static gboolean
is_string (const LuthierJsonScanner *scanner, const char *text)
{
  return scanner->length == strlen (text) && memcmp (scanner->start, text, scanner->length) == 0;
}

/* An object whose brace was just read, whatever the order of its members. speaker: (nullable) */
static gboolean
hash_object (LuthierDatasetSigner *self, guint64 *hash, Speaker *speaker)
{
  LuthierJsonScanner *scanner = &self->scanner;
  LuthierJsonToken token;
  guint64 sum = 0, name, value;

  while ((token = luthier_json_scanner_next (scanner)) == LUTHIER_JSON_TOKEN_NAME)
    {
      gboolean is_role = speaker != NULL && is_string (scanner, "role");

      name = hash_string (self);
      token = luthier_json_scanner_next (scanner);
      if (is_role && token == LUTHIER_JSON_TOKEN_STRING)
        *speaker = is_string (scanner, "user") ? SPEAKER_USER : SPEAKER_OTHER;
      if (!hash_value (self, token, &value))
        return FALSE;
      sum += mix (name ^ KIND_NAME, value);
    }
  *hash = mix (KIND_OBJECT, sum);
  return token == LUTHIER_JSON_TOKEN_OBJECT_END;
}

static gboolean
hash_array (LuthierDatasetSigner *self, guint64 *hash)
{
  LuthierJsonScanner *scanner = &self->scanner;
  LuthierJsonToken token;
  guint64 value;

  *hash = KIND_ARRAY;
  while ((token = luthier_json_scanner_next (scanner)) != LUTHIER_JSON_TOKEN_ARRAY_END)
    {
      if (!hash_value (self, token, &value))
        return FALSE;
      *hash = mix (*hash, value);
    }
  return TRUE;
}

/* Any value whose first token was just read; FALSE: it is no JSON. */
static gboolean
hash_value (LuthierDatasetSigner *self, LuthierJsonToken token, guint64 *hash)
{
  const LuthierJsonScanner *scanner = &self->scanner;

  switch (token)
    {
    case LUTHIER_JSON_TOKEN_OBJECT:
      return hash_object (self, hash, NULL);
    case LUTHIER_JSON_TOKEN_ARRAY:
      return hash_array (self, hash);
    case LUTHIER_JSON_TOKEN_STRING:
      *hash = mix (KIND_STRING, hash_string (self));
      return TRUE;
    case LUTHIER_JSON_TOKEN_NUMBER:
      *hash = mix (KIND_NUMBER,
                   luthier_dataset_fingerprints_hash (scanner->start, scanner->length));
      return TRUE;
    case LUTHIER_JSON_TOKEN_TRUE:
    case LUTHIER_JSON_TOKEN_FALSE:
    case LUTHIER_JSON_TOKEN_NULL:
      *hash = mix (KIND_WORD, (guint64) token);
      return TRUE;
    default:
      return FALSE;
    }
}

/* A list of turns; the first one of the user, or of whom nothing is said, is the prompt. */
static gboolean
hash_turns (LuthierDatasetSigner *self, guint64 *hash, guint64 *prompt)
{
  LuthierJsonScanner *scanner = &self->scanner;
  LuthierJsonToken token;
  guint64 value;

  *hash = KIND_ARRAY;
  while ((token = luthier_json_scanner_next (scanner)) != LUTHIER_JSON_TOKEN_ARRAY_END)
    {
      Speaker speaker = token == LUTHIER_JSON_TOKEN_OBJECT ? SPEAKER_NOBODY : SPEAKER_OTHER;
      gboolean is_json = token == LUTHIER_JSON_TOKEN_OBJECT ? hash_object (self, &value, &speaker)
                                                            : hash_value (self, token, &value);

      if (!is_json)
        return FALSE;
      *hash = mix (*hash, value);
      if (*prompt == 0 && speaker != SPEAKER_OTHER)
        *prompt = value;
    }
  return TRUE;
}

static gboolean
is_any (const LuthierJsonScanner *scanner, const char *const *texts)
{
  for (guint i = 0; texts[i] != NULL; i++)
    if (is_string (scanner, texts[i]))
      return TRUE;
  return FALSE;
}

/* The members of an example: turns, or a prompt in one or several fields, and all the rest. */
static gboolean
hash_example (LuthierDatasetSigner *self, LuthierDatasetSignature *signature)
{
  static const char *const talks[] = { "contents", "messages", NULL };
  static const char *const prompts[] = { "prompt", "text_input", "instruction", "input", NULL };
  LuthierJsonScanner *scanner = &self->scanner;
  LuthierJsonToken token;
  guint64 sum = 0, fields = 0, turn = 0, name, value;

  while ((token = luthier_json_scanner_next (scanner)) == LUTHIER_JSON_TOKEN_NAME)
    {
      gboolean is_talk = is_any (scanner, talks), is_prompt = is_any (scanner, prompts);

      name = hash_string (self);
      token = luthier_json_scanner_next (scanner);
      if (!(is_talk && token == LUTHIER_JSON_TOKEN_ARRAY ? hash_turns (self, &value, &turn)
                                                         : hash_value (self, token, &value)))
        return FALSE;
      value = mix (name ^ KIND_NAME, value);
      sum += value;
      if (is_prompt)
        fields += value;
    }
  signature->whole = mix (KIND_OBJECT, sum);
  signature->prompt = turn != 0 ? turn : fields;
  return token == LUTHIER_JSON_TOKEN_OBJECT_END &&
         luthier_json_scanner_next (scanner) == LUTHIER_JSON_TOKEN_END;
}

LuthierDatasetSigner *
luthier_dataset_signer_new (void)
{
  LuthierDatasetSigner *self = g_new0 (LuthierDatasetSigner, 1);

  self->unescaped = g_byte_array_new ();
  return self;
}

void
luthier_dataset_signer_free (LuthierDatasetSigner *self)
{
  g_byte_array_unref (self->unescaped);
  g_free (self);
}

/**
 * luthier_dataset_signer_sign:
 *
 * Takes the signature of a line. Lines that say the same have the same one; that two which do not
 * have it is as unlikely as with luthier_dataset_fingerprints_hash(). A line that is no object in
 * JSON counts by its bytes, and has no prompt.
 *
 * Returns: the signature
 */
LuthierDatasetSignature
luthier_dataset_signer_sign (LuthierDatasetSigner *self, const char *text, gsize length)
{
  LuthierDatasetSignature signature = { 0, 0 };

  luthier_json_scanner_init (&self->scanner, text, length);
  if (luthier_json_scanner_next (&self->scanner) != LUTHIER_JSON_TOKEN_OBJECT ||
      !hash_example (self, &signature))
    signature = (LuthierDatasetSignature){
      .whole = mix (KIND_RAW, luthier_dataset_fingerprints_hash (text, length)),
    };
  return signature;
}
