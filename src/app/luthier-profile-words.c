/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-profile-words.h"

#include <glib/gi18n.h>

/**
 * luthier_profile_words_icon:
 *
 * Returns: the name of the icon that stands for this kind of account
 */
const char *
luthier_profile_words_icon (LuthierProfileKind kind)
{
  switch (kind)
    {
    case LUTHIER_PROFILE_PRACTICE:
      return "luthier-flask-symbolic";
    case LUTHIER_PROFILE_SERVICE_ACCOUNT:
      return "dialog-password-symbolic";
    case LUTHIER_PROFILE_IMPORTED:
      return "document-save-symbolic";
    case LUTHIER_PROFILE_ACCESS_TOKEN:
      return "document-open-recent-symbolic";
    case LUTHIER_PROFILE_GOOGLE_ACCOUNT:
    default:
      return "avatar-default-symbolic";
    }
}

/**
 * luthier_profile_words_kind:
 *
 * Returns: what this kind of account is called, translated
 */
const char *
luthier_profile_words_kind (LuthierProfileKind kind)
{
  switch (kind)
    {
    case LUTHIER_PROFILE_PRACTICE:
      return _ ("Practice service");
    case LUTHIER_PROFILE_SERVICE_ACCOUNT:
      return _ ("Service account key");
    case LUTHIER_PROFILE_IMPORTED:
      return _ ("Application Default Credentials");
    case LUTHIER_PROFILE_ACCESS_TOKEN:
      return _ ("Access token");
    case LUTHIER_PROFILE_GOOGLE_ACCOUNT:
    default:
      return _ ("Signed in with the browser");
    }
}

/**
 * luthier_profile_words_title:
 *
 * Returns: (nullable): what the profile is called; %NULL if it has neither title nor project
 */
const char *
luthier_profile_words_title (LuthierProfile *profile)
{
  const char *title = luthier_profile_get_title (profile);

  if (luthier_profile_get_kind (profile) == LUTHIER_PROFILE_PRACTICE)
    return C_ ("profile", "Practice");
  return title != NULL ? title : luthier_profile_get_project (profile);
}

/**
 * luthier_profile_words_subtitle:
 *
 * Returns: (transfer full): who it is, and in which project
 */
char *
luthier_profile_words_subtitle (LuthierProfile *profile)
{
  const char *account = luthier_profile_get_account (profile);
  const char *project = luthier_profile_get_project (profile);

  if (luthier_profile_get_kind (profile) == LUTHIER_PROFILE_PRACTICE)
    return g_strdup (_ ("On this computer, free"));
  if (account == NULL || project == NULL)
    return g_strdup (account != NULL ? account : project != NULL ? project : "");
  return g_strdup_printf ("%s · %s", account, project);
}
