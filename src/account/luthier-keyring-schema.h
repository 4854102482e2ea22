/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <libsecret/secret.h>

G_BEGIN_DECLS

/* How the keyring tells the items apart that an id stands for: see luthier-keyring.h. The schema is
 * static. */
const SecretSchema *luthier_keyring_schema_get (const char *id);
/* (transfer full): the attributes that all items of this id have. */
GHashTable *luthier_keyring_schema_get_attributes (const char *id);

G_END_DECLS
