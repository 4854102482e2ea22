/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-picker-words.h"

#include <glib/gi18n.h>

static LuthierPickerWords
words_of_objects (void)
{
  return (LuthierPickerWords){
    .title = _ ("Choose a File"),
    .button = _ ("Choose a file of a bucket"),
    .search = _ ("Search this folder"),
    .empty_title = _ ("No Files"),
    .empty_text = _ ("There is nothing in this folder that your account may list."),
    .instead = _ ("You can also close this and type the address of a file: "
                  "gs://bucket/folder/file.jsonl"),
  };
}

static LuthierPickerWords
words_of_keys (void)
{
  return (LuthierPickerWords){
    .title = _ ("Choose an Encryption Key"),
    .button = _ ("Choose an encryption key"),
    .search = _ ("Search keys"),
    .empty_title = _ ("No Keys"),
    .empty_text = _ ("The project has no encryption key in this region that your account may "
                     "list."),
    .instead = _ ("You can also close this and type the name of a key: "
                  "projects/…/cryptoKeys/…"),
  };
}

static LuthierPickerWords
words_of_accounts (void)
{
  return (LuthierPickerWords){
    .title = _ ("Choose a Service Account"),
    .button = _ ("Choose a service account"),
    .search = _ ("Search service accounts"),
    .empty_title = _ ("No Service Accounts"),
    .empty_text = _ ("The project has no service account that your account may list."),
    .instead = _ ("You can also close this and type the e-mail address of a service account."),
  };
}

static LuthierPickerWords
words_of_buckets (void)
{
  return (LuthierPickerWords){
    .title = _ ("Choose a Bucket"),
    .button = _ ("Choose a bucket"),
    .search = _ ("Search buckets"),
    .empty_title = _ ("No Buckets"),
    .empty_text = _ ("The project has no bucket that your account may list."),
    .instead = _ ("You can also close this and type the name of a bucket."),
  };
}

static LuthierPickerWords
words_of_projects (void)
{
  return (LuthierPickerWords){
    .title = _ ("Choose a Project"),
    .button = _ ("Choose a project"),
    .search = _ ("Search projects"),
    .empty_title = _ ("No Projects"),
    .empty_text = _ ("There is no project that your account may list."),
    .instead = _ ("You can also close this and type the ID of a project."),
  };
}

/**
 * luthier_picker_words_of:
 * @choices: what is listed
 *
 * Returns: the words for it, which last
 */
LuthierPickerWords
luthier_picker_words_of (LuthierChoices choices)
{
  switch (choices)
    {
    case LUTHIER_CHOICES_OBJECTS:
      return words_of_objects ();

    case LUTHIER_CHOICES_KEYS:
      return words_of_keys ();

    case LUTHIER_CHOICES_SERVICE_ACCOUNTS:
      return words_of_accounts ();

    case LUTHIER_CHOICES_BUCKETS:
      return words_of_buckets ();

    case LUTHIER_CHOICES_PROJECTS:
    default:
      return words_of_projects ();
    }
}
