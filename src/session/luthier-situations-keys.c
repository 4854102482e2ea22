/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include <glib/gi18n.h>

#include "luthier-situations-private.h"

#define ANOTHER_KEY CHANGE (KMS_KEY, N_ ("Choose Another Key…"))
#define OPEN_KEYS   OPEN (LUTHIER_CONSOLE "security/kms/keyrings", N_ ("Open Keys"))

static const LuthierSituation situations[] = {
  {
      .id = "key-elsewhere",
      .symptoms = BOTH,
      .code = ANY,
      .message_pattern = "crypto ?key is in (?<keyregion>[a-z0-9-]+),? (but )?(the )?tuning job is "
                         "in (?<jobregion>[a-z0-9-]+)",
      .title = N_ ("The encryption key is in another region"),
      /* Translators: regions go where the braces are, such as "us-central1" */
      /* xgettext: python-brace-format */
      .reason = N_ ("A key can only protect jobs of its own region. The key is in {keyregion}, "
                    "the job was created in {jobregion}."),
      /* xgettext: python-brace-format */
      .what_to_do = N_ ("Run the job in {keyregion}, or choose a key in {jobregion}. Data and "
                        "settings are kept."),
      .remedies = { GO_TO_REGION ("{keyregion}"), ANOTHER_KEY },
  },
  {
      .id = "key-unsupported",
      .symptoms = BOTH,
      .code = ANY,
      .message_pattern = "(CMEK|encryption|kms|crypto ?key).*not (yet )?supported",
      .title = N_ ("This model takes no encryption key of your own"),
      .what_to_do = N_ ("Leave the encryption key empty, or choose another model."),
      .remedies = { CHANGE (KMS_KEY, N_ ("Leave the Key Out…")),
                    CHANGE (BASE_MODEL, N_ ("Choose Another Model…")) },
  },
  {
      .id = "key-of-parent",
      .symptoms = BOTH,
      .code = ANY,
      .message_pattern = "same (CMEK|encryption|kms|crypto ?key)|(CMEK|encryption|kms|crypto "
                         "?key).*(must|should|has to) (match|be the same)",
      .title = N_ ("A model goes on with the key that it began with"),
      .reason = N_ ("The tuned model that this job goes on from is protected by another key."),
      .what_to_do = N_ ("Choose the key of the job that made the model."),
      .remedies = { ANOTHER_KEY, CHANGE (PRE_TUNED_MODEL, N_ ("Choose Another Model…")) },
  },
  {
      .id = "key-elsewhere-unnamed",
      .symptoms = BOTH,
      .code = ANY,
      .message_pattern = "\\b(region|location)\\b.*(crypto ?key|kms)|(crypto "
                         "?key|kms).*\\b(region|location)\\b|the key is in "
                         "[a-z0-9-]+, but must be in the region",
      .title = N_ ("The encryption key is in another region"),
      .what_to_do = N_ ("A key can only protect jobs of its own region: choose a key of the job's "
                        "region, or run the job where the key is."),
      .remedies = { GO_TO_REGION ("{keyregion}"), ANOTHER_KEY },
  },
  {
      .id = "key-disabled",
      .symptoms = BOTH,
      .code = ANY,
      .message_pattern = "(crypto ?key|kms).*(disabled|destroyed|scheduled for destruction|is not "
                         "enabled)",
      .title = N_ ("The encryption key is not enabled"),
      .what_to_do = N_ ("Enable a version of the key again, or choose another key. Without it the "
                        "service can read neither data nor model."),
      .remedies = { ANOTHER_KEY, OPEN_KEYS },
  },
  {
      .id = "key-missing",
      .symptoms = BOTH,
      .code = ANY,
      .message_pattern = "(crypto ?key|key ?ring|kms).*(not found|does not exist)",
      .title = N_ ("There is no such encryption key"),
      .what_to_do = N_ (
          "Choose another key. Its name has the project, the region, the key ring and "
          "the key, and cares for upper and lower case."),
      .remedies = { ANOTHER_KEY, OPEN_KEYS },
  },
  {
      .id = "key-name",
      .symptoms = BOTH,
      .code = ANY,
      .message_pattern = "invalid resource name of a key|kms_key_name.*(invalid|malformed)",
      .title = N_ ("The name of the encryption key is not one"),
      .what_to_do = N_ ("It has the form "
                        "projects/…/locations/…/keyRings/…/cryptoKeys/…, as the console shows it."),
      .remedies = { ANOTHER_KEY },
  },
  {
      .id = "key-denied",
      .symptoms = BOTH,
      .code = ANY,
      .message_pattern = "cloudkms\\.[a-z]+\\.|useTo(En|De)crypt",
      .title = N_ ("The encryption key may not be used"),
      .what_to_do = N_ ("The service agent for tuning needs the role Cloud KMS CryptoKey "
                        "Encrypter/Decrypter on the key."),
      .remedies = { COPY_GRANT ("{grant-key}"), OPEN_KEYS, ANOTHER_KEY },
  },
  {
      .id = "key",
      .symptoms = BOTH,
      .code = ANY,
      .message_pattern = "crypto ?key|cloudkms|\\bkms\\b|CMEK",
      .title = N_ ("The encryption key cannot be used"),
      .what_to_do = N_ ("Check that the key is enabled, and that the service agent has the role "
                        "Cloud KMS CryptoKey Encrypter/Decrypter on it."),
      .remedies = { COPY_GRANT ("{grant-key}"), OPEN_KEYS, ANOTHER_KEY },
  },
};

const LuthierSituation *
luthier_situations_get_of_keys (guint *n_situations)
{
  *n_situations = G_N_ELEMENTS (situations);

  return situations;
}
