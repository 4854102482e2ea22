/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "dataset-writer.h"

#include <math.h>
#include <unistd.h>

typedef struct
{
  GRand *random; /* (owned) */
  GString *text; /* (owned): what is not written yet */
  gboolean escapes_all;
} Writer;

/* Languages by their share in a hundred, with a few words of each. */
static const struct
{
  gint32 percent;
  const char *blank;
  const char *words[24];
} languages[] = {
  { 83, " ", { "the",         "of",       "and",
               "to",          "customer", "invoice",
               "parcel",      "please",   "account",
               "policy",      "delivery", "tomorrow",
               "question",    "answer",   "refund",
               "information", "3.14",     "$49.99",
               "(see",        "below)",   "https://example.org/a?b=c",
               "don't",       "which",    "would" } },
  { 7, " ", { "le",           "d\u00e9j\u00e0",
              "r\u00e9ponse", "fran\u00e7ais",
              "ma\u00f1ana",  "gr\u00f6\u00dfe",
              "f\u00fcr",     "caf\u00e9",
              "les",          "pour",
              "stra\u00dfe",  "information",
              "und",          "der",
              "que",          "\u00e9l\u00e8ve",
              "h\u00f4tel",   "cliente",
              "ni\u00f1o",    "con",
              "est",          "sch\u00f6n",
              "die",          "une" } },
  { 5,
    " ",
    { "\u0434\u043e\u0433\u043e\u0432\u043e\u0440",
      "\u0438",
      "\u0432",
      "\u043a\u043b\u0438\u0435\u043d\u0442",
      "\u043e\u0442\u0432\u0435\u0442",
      "\u0432\u0440\u0435\u043c\u044f",
      "\u043d\u0435",
      "\u043d\u0430",
      "\u0441\u043f\u0430\u0441\u0438\u0431\u043e",
      "\u043a\u0430\u043a",
      "\u044d\u0442\u043e",
      "\u0441\u0438\u0441\u0442\u0435\u043c\u0430",
      "\u0447\u0442\u043e",
      "\u043e\u043d\u0430",
      "\u043c\u043e\u0436\u043d\u043e",
      "\u043d\u0443\u0436\u043d\u043e",
      "1C",
      "\u0431\u044b\u0442\u044c",
      "\u0432\u0435\u0441\u044c",
      "\u0442\u043e\u0442",
      "\u0441",
      "\u043f\u043e",
      "\u043a",
      "\u043e" } },
  { 5,
    "",
    { "\u56de\u7b54",
      "\u5ba2\u6237",
      "\u95ee\u9898",
      "\u6211\u4eec",
      "\u4fe1\u606f",
      "\u7684",
      "\u4e00",
      "\u662f",
      "\u4e86",
      "\u5728",
      "\u65e5\u672c\u8a9e",
      "\u3067\u3059",
      "\u8cea\u554f",
      "\u3053\u3093\u306b\u3061\u306f",
      "\u4ee5\u4e0b",
      "\u6587\u7ae0",
      "\u8bf7",
      "\u603b\u7ed3",
      "\u53d1\u5c55",
      "\u653f\u5e9c",
      "\uff0c",
      "\u3002",
      "\u4eba",
      "\u6709" } },
};

static double
draw_normal (Writer *self)
{
  double first = g_rand_double_range (self->random, 1e-12, 1);

  return sqrt (-2 * log (first)) * cos (2 * G_PI * g_rand_double (self->random));
}

/* Most texts are short, and a few very long. */
static gsize
draw_length (Writer *self, double median)
{
  return (gsize) CLAMP (median * exp (0.85 * draw_normal (self)), 4, 60000);
}

static void
append_word (Writer *self, const char *word)
{
  for (const char *at = word; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar character = g_utf8_get_char (at);

      if (character < 0x80 || !self->escapes_all)
        g_string_append_unichar (self->text, character);
      else if (character < 0x10000)
        g_string_append_printf (self->text, "\\u%04x", character);
      else
        g_string_append_printf (self->text, "\\u%04x\\u%04x", 0xd7c0 + (character >> 10),
                                0xdc00 + (character & 0x3ff));
    }
}

static void
append_text (Writer *self, gsize length, guint language)
{
  gsize end = self->text->len + length;

  while (self->text->len < end)
    {
      guint32 draw = g_rand_int (self->random);

      append_word (self,
                   draw % 1000 < 8 ? "\U0001f600" : languages[language].words[draw / 1000 % 24]);
      switch (draw >> 10 & 127)
        {
        case 0:
        case 1:
          g_string_append (self->text, ".\\n\\n");
          break;
        case 2:
          g_string_append (self->text, " \\\"so\\\" ");
          break;
        default:
          g_string_append (self->text, languages[language].blank);
        }
    }
  g_string_append_c (self->text, '.');
}

static void
append_turn (Writer *self, const char *role, double median, guint language)
{
  g_string_append_printf (self->text, "{\"role\": \"%s\", \"parts\": [{\"text\": \"", role);
  append_text (self, draw_length (self, median), language);
  g_string_append (self->text, "\"}]}");
}

static guint
draw_language (Writer *self)
{
  gint32 draw = g_rand_int_range (self->random, 0, 100);
  guint language = 0;

  while (draw >= languages[language].percent)
    draw -= languages[language++].percent;
  return language;
}

static void
append_line (Writer *self)
{
  guint language = draw_language (self);
  gint32 n_pairs = g_rand_int_range (self->random, 0, 7) > 0
                       ? 1
                       : g_rand_int_range (self->random, 2, 7);

  self->escapes_all = g_rand_int_range (self->random, 0, 10) == 0;
  g_string_append_c (self->text, '{');
  if (g_rand_int_range (self->random, 0, 5) < 3)
    g_string_append (self->text,
                     "\"systemInstruction\": {\"parts\": [{\"text\": \"You are a helpful "
                     "assistant. Answer briefly, and only from the policy.\"}]}, ");
  g_string_append (self->text, "\"contents\": [");
  for (gint32 i = 0; i < n_pairs; i++)
    {
      append_turn (self, "user", 225, language);
      g_string_append (self->text, ", ");
      append_turn (self, "model", 180, language);
      g_string_append (self->text, i + 1 < n_pairs ? ", " : "]}\n");
    }
}

static void
flush (Writer *self, int fd)
{
  for (gsize done = 0; done < self->text->len;)
    {
      gssize n_written = write (fd, self->text->str + done, self->text->len - done);
      if (n_written < 0)
        g_error ("cannot write the data");
      done += (gsize) n_written;
    }
  g_string_truncate (self->text, 0);
}

void
luthier_dataset_writer_write (int fd, guint64 size)
{
  Writer self = { g_rand_new_with_seed (1), g_string_sized_new (2 << 20), FALSE };
  guint64 written = 0;

  while (written < size)
    {
      while (self.text->len < 1 << 20 && written + self.text->len < size)
        append_line (&self);
      written += self.text->len;
      flush (&self, fd);
    }
  g_rand_free (self.random);
  g_string_free (self.text, TRUE);
}
