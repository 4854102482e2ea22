/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "walk-simdjson.h"

#include <simdjson.h>

using namespace simdjson;

namespace
{

struct Talk
{
  LuthierWalk *counts;
  unsigned n_turns = 0;
  bool last_is_model = false;
  bool is_wrong = false;
};

/* What tokens are estimated from. */
void
count_characters (LuthierWalk *counts, std::string_view text)
{
  uint64_t n[4] = { 0, 0, 0, 0 };

  for (unsigned char byte : text)
    {
      n[0] += byte < 0x80;
      n[1] += byte >= 0xc0;
      n[2] += byte >= 0xe0;
      n[3] += byte >= 0xf0;
    }
  for (unsigned i = 0; i < 4; i++)
    counts->n_characters[i] += n[i];
}

/* Throws where the JSON is wrong or not of the kind that it should be. */
void
walk_parts (Talk &talk, ondemand::array parts, bool &begins_or_ends_blank)
{
  unsigned n_parts = 0;

  for (ondemand::object part : parts)
    {
      unsigned n_data = 0;
      for (auto field : part)
        {
          std::string_view name = field.unescaped_key ();
          if (name == "text")
            {
              std::string_view text = field.value ().get_string ();
              talk.counts->n_text_bytes += text.size ();
              if (talk.counts->counts_characters)
                count_characters (talk.counts, text);
              talk.is_wrong |= text.empty ();
              begins_or_ends_blank |= !text.empty () &&
                                      (text.front () == ' ' || text.back () == ' ' ||
                                       text.front () == '\n' || text.back () == '\n');
              n_data++;
            }
          else if (name == "fileData" || name == "functionCall" || name == "functionResponse" ||
                   name == "inlineData")
            n_data++;
          else
            talk.counts->n_unknown++;
        }
      talk.is_wrong |= n_data != 1;
      n_parts++;
    }
  talk.is_wrong |= n_parts == 0;
}

void
walk_turn (Talk &talk, ondemand::object turn, bool is_system)
{
  bool is_model = false, has_role = false, has_parts = false, is_blank = false;

  for (auto field : turn)
    {
      std::string_view name = field.unescaped_key ();
      if (name == "role")
        {
          std::string_view role = field.value ().get_string ();
          is_model = role == "model";
          has_role = is_system || is_model || role == "user";
        }
      else if (name == "parts")
        {
          walk_parts (talk, field.value ().get_array (), is_blank);
          has_parts = true;
        }
      else
        talk.counts->n_unknown++;
    }
  talk.is_wrong |= !has_parts || (!has_role && !is_system);
  if (is_system)
    return;
  talk.counts->n_blank += is_model && is_blank;
  talk.counts->n_alternation += talk.n_turns > 0 && talk.last_is_model == is_model;
  talk.last_is_model = is_model;
  talk.n_turns++;
}

void
walk_line (Talk &talk, ondemand::object example)
{
  bool has_contents = false;

  for (auto field : example)
    {
      std::string_view name = field.unescaped_key ();
      if (name == "contents")
        {
          for (ondemand::object turn : field.value ().get_array ())
            walk_turn (talk, turn, false);
          has_contents = true;
        }
      else if (name == "systemInstruction" || name == "system_instruction")
        walk_turn (talk, field.value ().get_object (), true);
      else if (name != "tools" && name != "toolConfig" && name != "generationConfig")
        talk.counts->n_unknown++;
    }
  talk.is_wrong |= !has_contents || talk.n_turns == 0 || !talk.last_is_model;
}

}

struct _LuthierWalker
{
  ondemand::parser parser;
};

LuthierWalker *
luthier_walker_new (void)
{
  return new _LuthierWalker;
}

void
luthier_walker_free (LuthierWalker *self)
{
  delete self;
}

size_t
luthier_walker_get_padding (void)
{
  return SIMDJSON_PADDING;
}

void
luthier_walker_take_line (LuthierWalker *self, const char *line, size_t length, LuthierWalk *counts)
{
  Talk talk{ counts };

  counts->n_lines++;
  try
    {
      ondemand::document document = self->parser.iterate (line, length, length + SIMDJSON_PADDING);
      walk_line (talk, document.get_object ());
      if (!document.current_location ().error ())
        talk.is_wrong = true; /* There is more. */
    }
  catch (simdjson_error &)
    {
      talk.is_wrong = true;
    }
  counts->n_examples += !talk.is_wrong;
  counts->n_turns += talk.n_turns;
}
