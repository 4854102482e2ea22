/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-dataset-conversion.h"

#include <string.h>

/* The kinds of images and documents that the service takes, by the ends of their names. */
static const struct
{
  const char *extension;
  const char *mime_type;
} kinds[] = {
  { "png", "image/png" },       { "jpg", "image/jpeg" },  { "jpeg", "image/jpeg" },
  { "webp", "image/webp" },     { "heic", "image/heic" }, { "heif", "image/heif" },
  { "pdf", "application/pdf" },
};

static const char *
find_kind (const char *address)
{
  gsize length = strcspn (address, "?#");

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      gsize n_extension = strlen (kinds[i].extension);
      if (length > n_extension && address[length - n_extension - 1] == '.' &&
          g_ascii_strncasecmp (address + length - n_extension, kinds[i].extension, n_extension) ==
              0)
        return kinds[i].mime_type;
    }
  return NULL;
}

static gboolean
has_known_scheme (const char *address)
{
  return g_str_has_prefix (address, "gs://") || g_str_has_prefix (address, "https://") ||
         g_str_has_prefix (address, "http://");
}

static void
begin_part (GString *parts)
{
  if (parts->len > 0)
    g_string_append_c (parts, ',');
}

static void
convert_image (LuthierConversion *self, const LuthierRaw *part, GString *parts)
{
  LuthierRaw image = luthier_raw_get_member (part, "image_url");
  LuthierRaw url = image.kind == LUTHIER_JSON_TOKEN_STRING ? image
                                                           : luthier_raw_get_member (&image, "url");
  LuthierRaw detail = luthier_raw_get_member (&image, "detail");
  g_autofree char *address = NULL;
  const char *kind;
  gsize length;

  if (url.kind != LUTHIER_JSON_TOKEN_STRING)
    {
      luthier_conversion_lose (self, LUTHIER_LOSS_MEDIA);
      return;
    }
  address = luthier_raw_decode (&url, &length);
  kind = find_kind (address);
  if (g_ascii_strncasecmp (address, "data:", 5) == 0)
    luthier_conversion_lose (self, LUTHIER_LOSS_INLINE_MEDIA);
  else if (!has_known_scheme (address) || kind == NULL || strlen (address) != length)
    luthier_conversion_lose (self, LUTHIER_LOSS_MEDIA);
  else
    {
      begin_part (parts);
      g_string_append_printf (parts, "{\"fileData\":{\"mimeType\":\"%s\",\"fileUri\":", kind);
      luthier_raw_append_string (parts, address, length);
      g_string_append (parts, "}}");
      if (luthier_raw_is_there (&detail) && !luthier_raw_is_text (&detail, "auto"))
        luthier_conversion_lose (self, LUTHIER_LOSS_DETAIL);
    }
}

static void
append_text (const LuthierRaw *text, GString *parts, gboolean *has_text)
{
  begin_part (parts);
  g_string_append (parts, "{\"text\":");
  luthier_raw_append (parts, text);
  g_string_append_c (parts, '}');
  *has_text |= !luthier_raw_is_empty_text (text);
}

static void
convert_object (LuthierConversion *self, const LuthierRaw *part, GString *parts, gboolean *has_text)
{
  LuthierRaw type = luthier_raw_get_member (part, "type");
  LuthierRaw text = luthier_raw_get_member (part, "text");
  LuthierRaw refusal = luthier_raw_get_member (part, "refusal");

  if (luthier_raw_is_text (&type, "image_url") || luthier_raw_is_text (&type, "input_image"))
    convert_image (self, part, parts);
  else if (text.kind == LUTHIER_JSON_TOKEN_STRING)
    append_text (&text, parts, has_text);
  else if (refusal.kind == LUTHIER_JSON_TOKEN_STRING)
    {
      append_text (&refusal, parts, has_text);
      luthier_conversion_lose (self, LUTHIER_LOSS_REFUSALS);
    }
  else
    luthier_conversion_lose (self, LUTHIER_LOSS_MEDIA);
}

/**
 * luthier_convert_part:
 * @part: a text, or a part of a message
 * @parts: where it is appended, with a comma before it if it needs one
 * @has_text: (inout): becomes true if it has a text that is not empty
 *
 * Converts what is in a message.
 *
 * Returns: whether it can be such a thing at all; something else may be lost
 */
gboolean
luthier_convert_part (LuthierConversion *self,
                      const LuthierRaw *part,
                      GString *parts,
                      gboolean *has_text)
{
  if (part->kind == LUTHIER_JSON_TOKEN_STRING)
    append_text (part, parts, has_text);
  else if (part->kind == LUTHIER_JSON_TOKEN_OBJECT)
    convert_object (self, part, parts, has_text);
  else
    return luthier_conversion_refuse (self, LUTHIER_LOSS_INCOMPLETE);
  return TRUE;
}
