/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C"
{
#endif

  /* What a check of our rules counts, done with simdjson's On-Demand interface. */
  typedef struct
  {
    uint64_t n_lines;
    uint64_t n_examples;
    uint64_t n_turns;
    uint64_t n_text_bytes;
    int counts_characters; /* whether these are wanted: by how long they are in UTF-8 */
    uint64_t n_characters[4];
    uint64_t n_unknown;
    uint64_t n_alternation;
    uint64_t n_blank;
  } LuthierWalk;

  typedef struct _LuthierWalker LuthierWalker;

  LuthierWalker *luthier_walker_new (void);
  void luthier_walker_free (LuthierWalker *self);
  /* So many bytes behind every line have to be readable. */
  size_t luthier_walker_get_padding (void);
  void luthier_walker_take_line (LuthierWalker *self,
                                 const char *line,
                                 size_t length,
                                 LuthierWalk *counts);

#ifdef __cplusplus
}
#endif
