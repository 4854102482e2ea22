/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-adapter-size.h"

static const struct
{
  guint size;
  const char *name;
} sizes[] = {
  { 1, "ADAPTER_SIZE_ONE" },   { 2, "ADAPTER_SIZE_TWO" },      { 4, "ADAPTER_SIZE_FOUR" },
  { 8, "ADAPTER_SIZE_EIGHT" }, { 16, "ADAPTER_SIZE_SIXTEEN" }, { 32, "ADAPTER_SIZE_THIRTY_TWO" },
};

/**
 * luthier_adapter_size_from_wire:
 * @name: (nullable): an `AdapterSize` such as `ADAPTER_SIZE_FOUR`
 *
 * Reads an adapter size as the service writes it.
 *
 * Returns: the size, 0 if the name is not known
 */
guint
luthier_adapter_size_from_wire (const char *name)
{
  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (sizes); i++)
    if (g_str_equal (name, sizes[i].name))
      return sizes[i].size;

  return 0;
}

/**
 * luthier_adapter_size_to_wire:
 * @size: a size
 *
 * Names an adapter size as the service does.
 *
 * Returns: (transfer none) (nullable): the `AdapterSize`, %NULL if there is no such size
 */
const char *
luthier_adapter_size_to_wire (guint size)
{
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    if (size == sizes[i].size)
      return sizes[i].name;

  return NULL;
}
