/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include <glib/gi18n.h>

#include "luthier-situations-private.h"

#define OPEN_STORAGE OPEN (LUTHIER_CONSOLE "storage/browser", N_ ("Open Storage"))

static const LuthierSituation situations[] = {
  {
      .id = "requester-pays",
      .symptoms = BOTH,
      .code = ANY,
      .message_pattern = "requester.?pays|userProjectMissing|no user project provided",
      .title = N_ ("Who reads this bucket has to pay for it"),
      .what_to_do = N_ ("The service does not read such buckets. Copy the data to a bucket of your "
                        "own, or upload the file from here."),
      .remedies = { CHOOSE_DATA },
  },
  {
      .id = "bucket-retention",
      .symptoms = REQUEST,
      .code = ANY,
      .message_pattern = "retention policy|retentionPolicyNotMet|under active.*hold|object is "
                         "subject to",
      .title = N_ ("The bucket keeps what is in it"),
      .reason = N_ ("A file of this name is there already, and the bucket does not let it be "
                    "replaced."),
      .what_to_do = N_ ("Upload to another bucket or under another name."),
      .remedies = { OPEN_STORAGE },
  },
  {
      .id = "bucket-name-taken",
      .symptoms = REQUEST,
      .code = LUTHIER_ERROR_CONFLICT,
      .message_pattern = "bucket name is not available|you already own",
      .title = N_ ("There is a bucket of this name already"),
      .reason = N_ ("Buckets of everybody share their names."),
      .what_to_do = N_ ("Choose another name."),
  },
  {
      .id = "upload-refused",
      .symptoms = REQUEST,
      .code = ANY,
      .message_pattern = "(crc32c|md5).*(match|mismatch)",
      .title = N_ ("What arrived is not what was sent"),
      .reason = N_ ("The file changed while it was uploaded, or was damaged on the way. The bucket "
                    "did not keep it."),
      .what_to_do = N_ ("Upload it again."),
      .remedies = { TRY_AGAIN },
  },
  {
      .id = "upload-gone",
      .symptoms = REQUEST,
      .code = ANY,
      .http_status = 410,
      .title = N_ ("The upload cannot go on"),
      .reason = N_ ("The bucket keeps half an upload for a week."),
      .what_to_do = N_ ("Upload the file again from its beginning."),
      .remedies = { TRY_AGAIN },
  },
  {
      .id = "upload-overtaken",
      .symptoms = REQUEST,
      .code = ANY,
      .http_status = 412,
      .title = N_ ("The file in the bucket has changed"),
      .reason = N_ ("Somebody wrote it at the same time, so that nothing was replaced."),
      .what_to_do = N_ ("Look at what is there now, then try again."),
      .remedies = { TRY_AGAIN, OPEN_STORAGE },
  },
  {
      .id = "too-large",
      .symptoms = REQUEST,
      .code = ANY,
      .http_status = 413,
      .title = N_ ("This is too large"),
      .what_to_do = N_ ("A request, its labels and its description have to be shorter. A file of "
                        "data has up to 1 GB."),
      .remedies = { CHANGE (LABELS, N_ ("Change the Labels…")) },
  },
  {
      .id = "bucket-rate",
      .symptoms = REQUEST,
      .code = LUTHIER_ERROR_RATE_LIMITED,
      .message_pattern = "rate of change requests|object .*exceeded the rate",
      .title = N_ ("This file is written too often"),
      .reason = N_ ("A bucket takes one change a second of the same file."),
      .what_to_do = N_ ("Wait a moment, then try again."),
      .remedies = { TRY_AGAIN },
  },
  {
      .id = "bucket-denied",
      .symptoms = BOTH,
      .code = ANY,
      .message_pattern = "storage\\.objects\\.create|storage\\.buckets\\.",
      .title = N_ ("The account may not use this bucket"),
      .what_to_do = N_ ("Choose another bucket, or ask for the role Storage Object User on this "
                        "one."),
      .remedies = { COPY_GRANT ("{grant-upload}"), OPEN_STORAGE },
  },
  {
      .id = "data-denied",
      .symptoms = BOTH,
      .code = ANY,
      .message_pattern = "storage\\.objects\\.get|(cannot|could not|unable to|failed to|not) (be "
                         ")?(read|access|open).*gs://",
      .title = N_ ("The service cannot read the dataset"),
      .what_to_do = N_ ("Check the address, and that the service agent for tuning has the role "
                        "Storage Object Viewer on the bucket."),
      .remedies = { COPY_GRANT ("{grant-bucket}"), OPEN_STORAGE, CHOOSE_DATA },
  },
  {
      .id = "data-gone",
      .symptoms = BOTH,
      .code = ANY,
      .message_pattern = "bucket does not exist|No such object|storage object.*not found|gs://\\S+ "
                         "(was not found|does not exist|is not found)",
      .title = N_ ("This bucket or file does not exist"),
      .what_to_do = N_ ("Check the address. Names of buckets and files care for upper and lower "
                        "case."),
      .remedies = { CHOOSE_DATA, OPEN_STORAGE },
  },
  {
      .id = "data-compressed",
      .symptoms = BOTH,
      .code = ANY,
      .message_pattern = "gzip|content-encoding|decompress",
      .title = N_ ("The data are stored compressed"),
      .what_to_do = N_ ("Upload the file as it is, not as .gz and without a content encoding."),
      .remedies = { CHOOSE_DATA },
  },

  /* Permissions in general */
  {
      .id = "permission",
      .symptoms = REQUEST,
      .code = LUTHIER_ERROR_FORBIDDEN,
      .reason_pattern = "IAM_PERMISSION_DENIED",
      .title = N_ ("A permission is missing"),
      /* Translators: names go where the braces are: "aiplatform.tuningJobs.create" and
       * "projects/acme" */
      /* xgettext: python-brace-format */
      .reason = N_ ("{permission} is missing on {resource}."),
      .reason_in_short = N_ ("A permission is missing on the project."),
      .what_to_do = N_ ("Ask an administrator of the project for a role that holds it, such as "
                        "Agent Platform User."),
      .remedies = { COPY_GRANT ("{grant-user}"),
                    OPEN (LUTHIER_CONSOLE "iam-admin/iam", N_ ("Open Permissions")) },
  },
  {
      .id = "forbidden",
      .symptoms = REQUEST,
      .code = LUTHIER_ERROR_FORBIDDEN,
      .title = N_ ("The account may not do this"),
      .what_to_do = N_ ("Ask an administrator of the project for the role Agent Platform User. If "
                        "the account has it, the service agent may miss access to the bucket or "
                        "the key."),
      .vague = TRUE,
      .remedies = { COPY_GRANT ("{grant-user}"),
                    OPEN (LUTHIER_CONSOLE "iam-admin/iam", N_ ("Open Permissions")) },
  },
};

const LuthierSituation *
luthier_situations_get_of_storage (guint *n_situations)
{
  *n_situations = G_N_ELEMENTS (situations);

  return situations;
}
