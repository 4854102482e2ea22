/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <glib.h>
#if defined(__SSE2__)
#include <emmintrin.h>
#define LUTHIER_JSON_HAS_BLOCKS 1
#elif defined(__aarch64__)
#include <arm_neon.h>
#define LUTHIER_JSON_HAS_BLOCKS 1
#endif

G_BEGIN_DECLS

#ifdef LUTHIER_JSON_HAS_BLOCKS

/* 64 bytes of text, of which questions are answered with a bit for each, the first one lowest. Only
 * what every processor of a kind has is used. */
#if defined(__SSE2__)

typedef struct
{
  __m128i bytes[4];
} LuthierJsonBlock;

static inline LuthierJsonBlock
luthier_json_block_load (const guint8 *at)
{
  return (LuthierJsonBlock){
    { _mm_loadu_si128 ((const void *) at), _mm_loadu_si128 ((const void *) (at + 16)),
      _mm_loadu_si128 ((const void *) (at + 32)), _mm_loadu_si128 ((const void *) (at + 48)) }
  };
}

static inline guint64
luthier_json_block_gather (__m128i first, __m128i second, __m128i third, __m128i fourth)
{
  guint64 low = (guint) _mm_movemask_epi8 (first) | (guint) _mm_movemask_epi8 (second) << 16;
  guint64 high = (guint) _mm_movemask_epi8 (third) | (guint) _mm_movemask_epi8 (fourth) << 16;

  return low | high << 32;
}

/* Which bytes are a given one. */
static inline guint64
luthier_json_block_equal (LuthierJsonBlock block, guint8 byte)
{
  const __m128i other = _mm_set1_epi8 ((char) byte);

  return luthier_json_block_gather (
      _mm_cmpeq_epi8 (block.bytes[0], other), _mm_cmpeq_epi8 (block.bytes[1], other),
      _mm_cmpeq_epi8 (block.bytes[2], other), _mm_cmpeq_epi8 (block.bytes[3], other));
}

/* Which bytes are less than a given one, both taken for signed: 0x80 is the least. */
static inline guint64
luthier_json_block_less (LuthierJsonBlock block, gint8 byte)
{
  const __m128i other = _mm_set1_epi8 (byte);

  return luthier_json_block_gather (
      _mm_cmplt_epi8 (block.bytes[0], other), _mm_cmplt_epi8 (block.bytes[1], other),
      _mm_cmplt_epi8 (block.bytes[2], other), _mm_cmplt_epi8 (block.bytes[3], other));
}

/* Which bytes have their highest bit set. */
static inline guint64
luthier_json_block_high (LuthierJsonBlock block)
{
  return luthier_json_block_gather (block.bytes[0], block.bytes[1], block.bytes[2], block.bytes[3]);
}

#else

typedef struct
{
  uint8x16_t bytes[4];
} LuthierJsonBlock;

static inline LuthierJsonBlock
luthier_json_block_load (const guint8 *at)
{
  return (LuthierJsonBlock){ { vld1q_u8 (at), vld1q_u8 (at + 16), vld1q_u8 (at + 32),
                               vld1q_u8 (at + 48) } };
}

/* Each byte keeps the bit of its place among eight; neighbours are added up three times. */
static inline guint64
luthier_json_block_gather (uint8x16_t first, uint8x16_t second, uint8x16_t third, uint8x16_t fourth)
{
  static const guint8 places[16] = { 1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128 };
  const uint8x16_t bits = vld1q_u8 (places);
  uint8x16_t low = vpaddq_u8 (vandq_u8 (first, bits), vandq_u8 (second, bits));
  uint8x16_t high = vpaddq_u8 (vandq_u8 (third, bits), vandq_u8 (fourth, bits));

  low = vpaddq_u8 (low, high);
  low = vpaddq_u8 (low, low);
  return vgetq_lane_u64 (vreinterpretq_u64_u8 (low), 0);
}

static inline guint64
luthier_json_block_equal (LuthierJsonBlock block, guint8 byte)
{
  const uint8x16_t other = vdupq_n_u8 (byte);

  return luthier_json_block_gather (
      vceqq_u8 (block.bytes[0], other), vceqq_u8 (block.bytes[1], other),
      vceqq_u8 (block.bytes[2], other), vceqq_u8 (block.bytes[3], other));
}

static inline guint64
luthier_json_block_less (LuthierJsonBlock block, gint8 byte)
{
  const int8x16_t other = vdupq_n_s8 (byte);

  return luthier_json_block_gather (vcltq_s8 (vreinterpretq_s8_u8 (block.bytes[0]), other),
                                    vcltq_s8 (vreinterpretq_s8_u8 (block.bytes[1]), other),
                                    vcltq_s8 (vreinterpretq_s8_u8 (block.bytes[2]), other),
                                    vcltq_s8 (vreinterpretq_s8_u8 (block.bytes[3]), other));
}

static inline guint64
luthier_json_block_high (LuthierJsonBlock block)
{
  return luthier_json_block_less (block, 0);
}

#endif

/* The place of the lowest bit; the word is not 0. */
static inline guint
luthier_json_lowest_bit (guint64 word)
{
  return (guint) __builtin_ctzll (word);
}

/* How many bits are set; not all processors count them. */
static inline guint
luthier_json_count_bits (guint64 word)
{
  word -= (word >> 1) & G_GUINT64_CONSTANT (0x5555555555555555);
  word = (word & G_GUINT64_CONSTANT (0x3333333333333333)) +
         ((word >> 2) & G_GUINT64_CONSTANT (0x3333333333333333));
  word = (word + (word >> 4)) & G_GUINT64_CONSTANT (0x0f0f0f0f0f0f0f0f);
  return (guint) ((word * G_GUINT64_CONSTANT (0x0101010101010101)) >> 56);
}

#endif

G_END_DECLS
