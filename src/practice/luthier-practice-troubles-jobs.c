/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-practice-troubles-private.h"

#define DATA     LUTHIER_PRACTICE_ON_DATA
#define HALF     LUTHIER_PRACTICE_ON_HALF
#define LATE     LUTHIER_PRACTICE_ON_LATE
#define ENDPOINT LUTHIER_PRACTICE_ON_ENDPOINT

/* A job has a number and a sentence, hardly ever more. */
#define TROUBLE(name, time, code, message)                                                         \
  {                                                                                                \
    name, time, code, NULL, NULL, NULL, message, NULL                                              \
  }

static const LuthierPracticeTrouble troubles[] = {
  TROUBLE ("key-elsewhere",
           DATA,
           3,
           "Invalid resource location: cryptoKey is in us-central1, tuning job is in "
           "europe-west4."),

  /* The data */
  TROUBLE ("data-dropped", DATA, 3, "More than 10% of the examples were dropped."),
  TROUBLE ("data-part",
           DATA,
           3,
           "Dataset example 1 of 14 contains an unsupported modality [function call] in the "
           "\"parts\" field."),
  TROUBLE ("data-few", DATA, 3, "The training dataset needs at least 16 examples, got 5."),
  TROUBLE ("validation-large",
           DATA,
           3,
           "The validation dataset has 6000 examples, which exceeds the maximum of 5000."),
  TROUBLE (
      "data-many", DATA, 3, "The number of training examples exceeds the maximum of 10000000."),
  TROUBLE ("data-long",
           DATA,
           3,
           "Row: 122. Token limit exceeded for 'input_text' [tokens: 158510|limit: 131072]."),
  TROUBLE ("data-file-large",
           DATA,
           3,
           "The dataset file size exceeds the maximum size of 1073741824 bytes."),
  TROUBLE ("data-empty", DATA, 3, "The dataset is empty."),
  TROUBLE ("data-encoding", DATA, 3, "Row 3 could not be decoded as UTF-8."),
  TROUBLE ("data-json", DATA, 3, "Row 41 is not a valid JSON object."),
  TROUBLE ("data-turns",
           DATA,
           3,
           "Dataset validation failed: line 17: the last turn is not the model's."),
  TROUBLE ("data-fields", DATA, 3, "Dataset validation failed: line 17 has no contents."),
  TROUBLE ("media-unreadable",
           DATA,
           3,
           "Example 8: the image gs://acme-media/cat.png could not be read by "
           "service-123456789012@gcp-sa-vertex-tune.iam.gserviceaccount.com."),
  TROUBLE ("media-unfit", DATA, 3, "Example 9: too many images: 31, at most 30 are allowed."),
  TROUBLE ("data-functions",
           DATA,
           3,
           "Example 12: function_call names a function that was not declared."),
  TROUBLE ("data-unsafe", DATA, 3, "Found 43 examples that have RAI issues, such as row 868."),
  TROUBLE ("data-line", DATA, 3, "Validation failed at line 23."),
  TROUBLE ("data-rules", DATA, 3, "Dataset validation failed."),
  TROUBLE ("data-compressed", DATA, 3, "The object has content-encoding gzip."),

  /* While it runs */
  TROUBLE ("diverged", HALF, 9, "Training loss is NaN at step 120."),
  TROUBLE ("capacity", HALF, 8, "There is not enough capacity in the region."),
  TROUBLE ("quota-of-job", HALF, 8, "Quota 'custom_model_training_tpus' exceeded."),
  TROUBLE ("preempted", HALF, 10, "The worker was preempted."),
  TROUBLE ("job-invalid", HALF, 3, "A value is wrong."),
  TROUBLE ("job-deadline", HALF, 4, "Deadline exceeded."),
  TROUBLE ("job-not-found", HALF, 5, "Not found."),
  TROUBLE ("job-exists", HALF, 6, "Already exists."),
  TROUBLE ("job-denied", HALF, 7, "Permission denied."),
  TROUBLE ("job-exhausted", HALF, 8, "Exhausted."),
  TROUBLE ("job-precondition", HALF, 9, "The stars are not right."),
  TROUBLE ("job-aborted", HALF, 10, "Aborted."),
  TROUBLE ("job-out-of-range", HALF, 11, "Out of range."),
  TROUBLE ("job-unimplemented", HALF, 12, "Not implemented."),
  TROUBLE ("job-internal", HALF, 13, "Internal error occurred. Try again later."),
  TROUBLE ("job-unavailable", HALF, 14, "The service is currently unavailable."),
  TROUBLE ("job-data-loss", HALF, 15, "Unrecoverable data loss."),
  TROUBLE ("job-unauthenticated", HALF, 16, "Unauthenticated."),

  /* Late, when not all is lost */
  TROUBLE ("checkpoints-left", LATE, 13, "Internal error occurred. Try again later."),
  TROUBLE ("endpoint-failed",
           ENDPOINT,
           13,
           "Failed to create endpoint. Tuned model is uploaded and can be accessed through Model "
           "Registry."),
  TROUBLE ("model-left", ENDPOINT, 13, "Internal error occurred. Try again later."),
  TROUBLE ("endpoint-quota", ENDPOINT, 8, "The quota of deployed models per endpoint is exceeded."),
  { "job-unheard-of", HALF, 99, NULL, "MOON_IS_FULL", "\"phase\":\"full\"", "The moon is full.",
    "{\"@type\":\"type.googleapis.com/google.moon.Phase\",\"illumination\":1}" },
};

const LuthierPracticeTrouble *
luthier_practice_troubles_list_of_jobs (guint *n_troubles)
{
  *n_troubles = G_N_ELEMENTS (troubles);
  return troubles;
}
