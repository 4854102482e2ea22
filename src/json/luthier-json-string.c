/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-json-string.h"

#include <glib/gi18n.h>

#include "luthier-json-block.h"
#include "luthier-json-bytes.h"

/**
 * luthier_json_scanner_fail:
 * @at: where
 * @problem: untranslated, static
 *
 * Notes an error. Where the text ends or has a NUL, that is the error.
 *
 * Returns: the token that stands for it
 */
LuthierJsonToken
luthier_json_scanner_fail (LuthierJsonScanner *self,
                           const guint8 *at,
                           LuthierJsonError code,
                           const char *problem)
{
  self->at = (const char *) at;
  self->code = code;
  self->problem = problem;
  if (self->at == self->end)
    {
      self->code = LUTHIER_JSON_ERROR_SYNTAX;
      self->problem = N_ ("the text ends too early");
    }
  else if (*at == '\0')
    {
      self->code = LUTHIER_JSON_ERROR_ENCODING;
      self->problem = N_ ("a NUL byte");
    }
  return LUTHIER_JSON_TOKEN_ERROR;
}

/* One more than the value of a hexadecimal digit; 0 for all others. */
static const guint8 hex_digits[256] = {
  ['0'] = 1,  ['1'] = 2,  ['2'] = 3,  ['3'] = 4,  ['4'] = 5,  ['5'] = 6,  ['6'] = 7,  ['7'] = 8,
  ['8'] = 9,  ['9'] = 10, ['a'] = 11, ['b'] = 12, ['c'] = 13, ['d'] = 14, ['e'] = 15, ['f'] = 16,
  ['A'] = 11, ['B'] = 12, ['C'] = 13, ['D'] = 14, ['E'] = 15, ['F'] = 16,
};

/* What the letter after a backslash stands for; 0 for \\u and for what is no escape. */
static const guint8 escapes[256] = {
  ['"'] = '"',  ['\\'] = '\\', ['/'] = '/',  ['b'] = '\b',
  ['f'] = '\f', ['n'] = '\n',  ['r'] = '\r', ['t'] = '\t',
};

/* The value of four hexadecimal digits, or -1. */
static int
read_hex (const guint8 *at)
{
  int value = 0;

  for (guint i = 0; i < 4; i++)
    {
      int digit = hex_digits[at[i]] - 1;
      if (digit < 0)
        return -1;
      value = value * 16 + digit;
    }
  return value;
}

#define IS_HIGH_SURROGATE(unit) (((unit) &0xfc00) == 0xd800)
#define IS_LOW_SURROGATE(unit)  (((unit) &0xfc00) == 0xdc00)

/* The length of the escape at a backslash; 0 after recording what is wrong with it. */
static guint
check_escape (LuthierJsonScanner *self, const guint8 *at)
{
  int unit;

  if (escapes[at[1]] != 0)
    return 2;
  if (at[1] != 'u')
    {
      const guint8 *wrong = (const char *) at + 1 == self->end ? at + 1 : at;
      luthier_json_scanner_fail (self, wrong, LUTHIER_JSON_ERROR_SYNTAX,
                                 N_ ("there is no such escape"));
      return 0;
    }

  unit = read_hex (at + 2);
  if (unit < 0)
    {
      luthier_json_scanner_fail (self, at, LUTHIER_JSON_ERROR_SYNTAX,
                                 N_ ("\\u takes four hexadecimal digits"));
      return 0;
    }
  if (!IS_HIGH_SURROGATE (unit) && !IS_LOW_SURROGATE (unit))
    return 6;
  if (IS_HIGH_SURROGATE (unit) && at[6] == '\\' && at[7] == 'u')
    {
      int second = read_hex (at + 8);
      if (second >= 0 && IS_LOW_SURROGATE (second))
        return 12;
    }
  luthier_json_scanner_fail (self, at, LUTHIER_JSON_ERROR_ENCODING,
                             N_ ("half of a surrogate pair"));
  return 0;
}

static void
begin_string (LuthierJsonScanner *self, const guint8 *at)
{
  self->start = (const char *) at;
  self->n_escapes = self->n_code_escapes = 0;
  self->n_two = self->n_three = self->n_four = 0;
}

static gboolean
end_string (LuthierJsonScanner *self, const guint8 *at)
{
  self->length = (gsize) ((const char *) at - self->start);
  self->at = (const char *) at + 1;
  self->escaped = self->n_escapes > 0;
  self->ascii = self->n_two + self->n_three + self->n_four == 0;
  return TRUE;
}

/* Other scripts come in runs. */
static const guint8 *
skip_characters (LuthierJsonScanner *self, const guint8 *at)
{
  while (*at >= 0x80)
    {
      guint length = luthier_json_character_length (at);

      if (length == 0)
        {
          luthier_json_scanner_fail (self, at, LUTHIER_JSON_ERROR_ENCODING, N_ ("not valid UTF-8"));
          return NULL;
        }
      *(length == 2 ? &self->n_two : length == 3 ? &self->n_three : &self->n_four) += 1;
      at += length;
    }
  return at;
}

gboolean
luthier_json_string_scan_portable (LuthierJsonScanner *self, const guint8 *at)
{
  begin_string (self, at);
  while (TRUE)
    {
      at = luthier_json_skip_plain_portable (at);
      if (*at == '"')
        return end_string (self, at);
      if (*at == '\\')
        {
          guint length = check_escape (self, at);
          if (length == 0)
            return FALSE;
          self->n_code_escapes += length > 2;
          self->n_escapes++;
          at += length;
        }
      else if (*at >= 0x80)
        {
          at = skip_characters (self, at);
          if (at == NULL)
            return FALSE;
        }
      else
        return luthier_json_scanner_fail (self, at, LUTHIER_JSON_ERROR_SYNTAX,
                                          N_ ("a control character in a string has to be escaped"));
    }
}

#ifdef LUTHIER_JSON_HAS_BLOCKS

/* What goes on from one block to the next. */
typedef struct
{
  gboolean is_escaped;    /* the first byte follows a backslash */
  guint64 tails;          /* which of the first bytes have to be tails of a character */
  const guint8 *code_end; /* up to here, \\u belongs to the pair before it */
} Carry;

/* The second byte of some characters has closer limits: no form that is too long, no surrogate,
 * nothing beyond U+10FFFF. */
static gboolean
check_seconds (const guint8 *at, guint64 leads)
{
  for (; leads != 0; leads &= leads - 1)
    if (luthier_json_character_length (at + luthier_json_lowest_bit (leads)) == 0)
      return FALSE;
  return TRUE;
}

/* Whether tails are where leads want them, up to the end of the string. wanted: the bytes that are
 * in it, and looked_at: also the one that ends it. */
__attribute__ ((noinline)) static gboolean
check_characters (
    LuthierJsonScanner *self, const guint8 *at, guint64 wanted, guint64 looked_at, Carry *carry)
{
  LuthierJsonBlock block = luthier_json_block_load (at);
  guint64 high = luthier_json_block_high (block);
  guint64 tails = luthier_json_block_less (block, (gint8) 0xc0);
  guint64 two = high & ~tails & wanted;
  guint64 three = two & ~luthier_json_block_less (block, (gint8) 0xe0);
  guint64 four = two & ~luthier_json_block_less (block, (gint8) 0xf0);
  guint64 expected = carry->tails | two << 1 | three << 2 | four << 3;
  guint64 never = two & (luthier_json_block_less (block, (gint8) 0xc2) |
                         ~luthier_json_block_less (block, (gint8) 0xf5));
  guint64 closer = three & (luthier_json_block_equal (block, 0xe0) |
                            luthier_json_block_equal (block, 0xed) |
                            luthier_json_block_equal (block, 0xf0) |
                            luthier_json_block_equal (block, 0xf4));
  guint n_three = luthier_json_count_bits (three),
        n_four = four != 0 ? luthier_json_count_bits (four) : 0;

  if (((expected ^ tails) & looked_at) != 0 || never != 0 || !check_seconds (at, closer))
    return FALSE;
  carry->tails = two >> 63 | three >> 62 | four >> 61;
  self->n_two += luthier_json_count_bits (two) - n_three;
  self->n_three += n_three - n_four;
  self->n_four += n_four;
  return TRUE;
}

/* Checks the escapes of a block up to the end of the string, and tells which bytes are escaped. */
static inline gboolean
check_escapes (LuthierJsonScanner *self,
               const guint8 *at,
               guint64 backslashes,
               guint64 quotes,
               guint64 *escaped,
               Carry *carry)
{
  guint length;

  *escaped = carry->is_escaped ? 1 : 0;
  carry->is_escaped = FALSE;
  backslashes &= ~*escaped;
  while (backslashes != 0)
    {
      guint64 backslash = backslashes & -backslashes;
      const guint8 *escape = at + luthier_json_lowest_bit (backslashes);

      /* It is behind the end of the string. */
      if ((quotes & ~*escaped & (backslash - 1)) != 0)
        return TRUE;
      *escaped |= backslash << 1;
      backslashes &= ~(backslash | backslash << 1);
      carry->is_escaped = backslash >> 63 != 0;
      if (escape < carry->code_end)
        continue;
      length = G_LIKELY (escapes[escape[1]] != 0) ? 2 : check_escape (self, escape);
      if (length == 0)
        return FALSE;
      self->n_escapes++;
      if (length > 2)
        {
          self->n_code_escapes++;
          carry->code_end = escape + length;
        }
    }
  return TRUE;
}

/* One block; FALSE: there is something wrong in it. end: the closing quote, if it is there. */
static inline gboolean
scan_block (LuthierJsonScanner *self, const guint8 *at, Carry *carry, const guint8 **end)
{
  LuthierJsonBlock block = luthier_json_block_load (at);
  guint64 quotes = luthier_json_block_equal (block, '"');
  guint64 backslashes = luthier_json_block_equal (block, '\\');
  /* Controls, and what is not ASCII: most texts have neither. */
  guint64 odd = luthier_json_block_less (block, 0x20);
  guint64 high = odd != 0 ? odd & luthier_json_block_high (block) : 0;
  guint64 controls = odd & ~high;
  guint64 escaped = 0, wanted;

  if ((backslashes != 0 || carry->is_escaped) &&
      !check_escapes (self, at, backslashes, quotes, &escaped, carry))
    return FALSE;
  quotes &= ~escaped;
  quotes &= -quotes;
  wanted = quotes - 1;
  if ((controls & wanted) != 0)
    return FALSE;
  if (((high & wanted) | carry->tails) != 0 &&
      !check_characters (self, at, wanted, wanted | quotes, carry))
    return FALSE;
  *end = quotes != 0 ? at + luthier_json_lowest_bit (quotes) : NULL;
  return TRUE;
}

gboolean
luthier_json_string_scan (LuthierJsonScanner *self, const guint8 *at)
{
  Carry carry = { FALSE, 0, NULL };
  const guint8 *start = at, *end;

  begin_string (self, at);
  for (; scan_block (self, at, &carry, &end); at += 64)
    if (end != NULL)
      return end_string (self, end);
  /* The other form finds what is wrong first. */
  return luthier_json_string_scan_portable (self, start);
}

#else

gboolean
luthier_json_string_scan (LuthierJsonScanner *self, const guint8 *at)
{
  return luthier_json_string_scan_portable (self, at);
}

#endif

/* Decodes the escape at a backslash and moves behind it. */
static guint
decode_escape (const char **at, char *target)
{
  guint8 meaning = escapes[(guint8) (*at)[1]];
  gunichar character;

  *at += 2;
  if (meaning != 0)
    {
      *target = (char) meaning;
      return 1;
    }

  character = (gunichar) read_hex ((const guint8 *) *at);
  *at += 4;
  if (IS_HIGH_SURROGATE (character))
    {
      gunichar second = (gunichar) read_hex ((const guint8 *) *at + 2);
      character = 0x10000 + ((character & 0x3ff) << 10) + (second & 0x3ff);
      *at += 6;
    }
  return (guint) g_unichar_to_utf8 (character, target);
}

/**
 * luthier_json_unescape:
 * @raw: what a scanner found between the quotes of a string
 * @length: its length in bytes
 * @target: room for @length bytes; @raw itself is right too
 *
 * Resolves the escapes of a string that a scanner has accepted. Nothing is added behind it.
 *
 * Returns: the length of the decoded string, never more than @length
 */
gsize
luthier_json_unescape (const char *raw, gsize length, char *target)
{
  const char *at = raw, *end = raw + length;
  char *to = target;

  while (at < end)
    {
      const char *escape = memchr (at, '\\', (gsize) (end - at));
      gsize plain = (gsize) ((escape != NULL ? escape : end) - at);

      memmove (to, at, plain);
      to += plain;
      at += plain;
      if (escape != NULL)
        to += decode_escape (&at, to);
    }
  return (gsize) (to - target);
}
