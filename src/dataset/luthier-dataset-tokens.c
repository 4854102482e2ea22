/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-dataset-tokens.h"

#include <string.h>

/* An estimate with bounds, not a count: only the service has the tokenizer. What is known of it:
 *
 * - Google's rule of thumb for Gemini is four characters a token, and 60 to 80 English words for
 *   100 tokens, which is 3.8 to 5 characters with the blanks.
 * - The tokenizers published for the sister models (Gemma) have 256,000 pieces, most of them whole
 *   words of some 4 to 8 letters with the blank before them; digits stand alone, and what is in no
 *   piece is spelt byte by byte. English prose comes to 4.0 to 4.7 characters a token, code and
 *   markup to 2.8 to 3.5, and no natural text to more than 6.
 * - Of alphabets with two bytes a letter (accents, Greek, Cyrillic, Hebrew, Arabic), pieces hold 2 to
 *   4 letters.
 * - Of Chinese, Japanese, Korean and the scripts of South Asia, a token holds 0.8 to 2 characters.
 * - Emoji take one token, two for the rarer ones, three if they are joined.
 *
 * The estimate takes 4, 2, 1 and a half character a token; the bounds are where texts of the kind
 * lie of which a reader would say that they are language or code. Short texts vary more (a number of
 * ten digits is ten tokens), so that the first characters of each text count as one token each in
 * the upper bound, which also has the marks around a turn. All is counted in 60ths of tokens. */
#define UNIT 60

enum
{
  LOW_ASCII = 10,
  LOW_ALPHABET = 15,
  LOW_IDEOGRAPH = 30,
  LOW_EMOJI = 30,
  LOW_CODE = 10,
  HIGH_ASCII = 20,
  HIGH_ALPHABET = 40,
  HIGH_IDEOGRAPH = 75,
  HIGH_EMOJI = 180,
  HIGH_CODE = 30,
  HIGH_HEAD = 40, /* more than the others */
  HIGH_TEXT = 5 * UNIT,
};

/* Characters at the beginning of a text that may be tokens each. */
#define HEAD 64

/* Of a picture: in the lowest resolution, usually, and in the highest. How long a sound, a video or
 * a document is cannot be told from its address; it counts as a picture, so that no such example is
 * called too long for what is unknown. */
#define LOW_MEDIA     64
#define TYPICAL_MEDIA 258
#define HIGH_MEDIA    1120

static guint
read_unit (const char *digits)
{
  guint unit = 0;

  for (guint i = 0; i < 4; i++)
    unit = unit * 16 + (guint) g_ascii_xdigit_value (digits[i]);
  return unit;
}

/* Returns how long the escape is. Halves of pairs come in pairs only. */
static gsize
count_code_escape (const char *at, LuthierTextMeasure *sum)
{
  guint unit = read_unit (at + 2);

  sum->ascii -= 6;
  if (unit < 0x80)
    sum->ascii++;
  else if (unit < 0x800)
    sum->alphabet++;
  else if (unit >= 0xd800 && unit < 0xdc00)
    {
      sum->ascii -= 6;
      sum->emoji++;
      return 12;
    }
  else
    sum->ideograph++;
  return 6;
}

/* Escapes were counted as the ASCII that they are written with. */
static void
correct_escapes (const LuthierJsonScanner *string, LuthierTextMeasure *sum)
{
  const char *at = string->start, *end = at + string->length;

  while ((at = memchr (at, '\\', (gsize) (end - at))) != NULL)
    if (at[1] == 'u')
      at += count_code_escape (at, sum);
    else
      {
        sum->ascii--;
        at += 2;
      }
}

/**
 * luthier_text_measure_add_string:
 * @string: a scanner that has just read a string
 *
 * Adds a text, without decoding it.
 */
void
luthier_text_measure_add_string (LuthierTextMeasure *self, const LuthierJsonScanner *string)
{
  guint64 before, characters;

  if (string->ascii && string->n_code_escapes == 0)
    {
      characters = string->length - string->n_escapes;
      self->ascii += characters;
    }
  else
    {
      before = luthier_text_measure_get_characters (self);
      self->ascii += string->length - 2 * string->n_two - 3 * string->n_three - 4 * string->n_four;
      self->alphabet += string->n_two;
      self->ideograph += string->n_three;
      self->emoji += string->n_four;
      if (string->n_code_escapes > 0)
        correct_escapes (string, self);
      else
        self->ascii -= string->n_escapes;
      characters = luthier_text_measure_get_characters (self) - before;
    }
  self->heads += MIN (characters, HEAD);
  self->texts++;
}

/**
 * luthier_text_measure_add:
 * @other: another sum
 *
 * Adds all its texts.
 */
void
luthier_text_measure_add (LuthierTextMeasure *self, const LuthierTextMeasure *other)
{
  self->ascii += other->ascii;
  self->alphabet += other->alphabet;
  self->ideograph += other->ideograph;
  self->emoji += other->emoji;
  self->heads += other->heads;
  self->texts += other->texts;
  self->code += other->code;
  self->media += other->media;
}

/**
 * luthier_text_measure_get_characters:
 *
 * Returns: how many characters the texts have
 */
guint64
luthier_text_measure_get_characters (const LuthierTextMeasure *self)
{
  return self->ascii + self->alphabet + self->ideograph + self->emoji;
}

/**
 * luthier_text_measure_get_quarters:
 *
 * Returns: how many tokens it all takes, estimated, in quarters
 */
guint64
luthier_text_measure_get_quarters (const LuthierTextMeasure *self)
{
  return self->ascii + 2 * self->alphabet + 4 * self->ideograph + 8 * self->emoji + self->code +
         TYPICAL_MEDIA * LUTHIER_TOKEN_QUARTERS * self->media;
}

/**
 * luthier_text_measure_get_low:
 *
 * Returns: how many tokens it all takes at least
 */
guint64
luthier_text_measure_get_low (const LuthierTextMeasure *self)
{
  guint64 units = LOW_ASCII * self->ascii + LOW_ALPHABET * self->alphabet +
                  LOW_IDEOGRAPH * self->ideograph + LOW_EMOJI * self->emoji + LOW_CODE * self->code;

  return units / UNIT + LOW_MEDIA * self->media;
}

/**
 * luthier_text_measure_get_high:
 *
 * Returns: how many tokens it all takes at most
 */
guint64
luthier_text_measure_get_high (const LuthierTextMeasure *self)
{
  guint64 units = HIGH_ASCII * self->ascii + HIGH_ALPHABET * self->alphabet +
                  HIGH_IDEOGRAPH * self->ideograph + HIGH_EMOJI * self->emoji +
                  HIGH_CODE * self->code + HIGH_HEAD * self->heads + HIGH_TEXT * self->texts;

  return (units + UNIT - 1) / UNIT + HIGH_MEDIA * self->media;
}
