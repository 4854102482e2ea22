/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <adwaita.h>

#include "luthier-enrolment.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_ACCOUNT_PAGE (luthier_account_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (
    LuthierAccountPage, luthier_account_page, LUTHIER, ACCOUNT_PAGE, GtkWidget)

/* A page of the window that adds an account. Properties: busy (boolean: it waits for something),
 * ready (boolean: there is what the next page needs). Signals: done (go on to the next page),
 * failed (GError boxed, nullable: show it, or forget the one that is shown). */
struct _LuthierAccountPageClass
{
  GtkWidgetClass parent_class;

  void (*set_up) (LuthierAccountPage *self);
  void (*enter) (LuthierAccountPage *self);
  void (*leave) (LuthierAccountPage *self);
};

/* Once, before it is shown. */
void luthier_account_page_set_up (LuthierAccountPage *self,
                                  LuthierSession *session,
                                  LuthierEnrolment *enrolment);
LuthierSession *luthier_account_page_get_session (LuthierAccountPage *self);
LuthierEnrolment *luthier_account_page_get_enrolment (LuthierAccountPage *self);
/* Of what the page has begun: another one each time that it was left. */
GCancellable *luthier_account_page_get_cancellable (LuthierAccountPage *self);

void luthier_account_page_enter (LuthierAccountPage *self);
/* Ends what it has begun. */
void luthier_account_page_leave (LuthierAccountPage *self);

gboolean luthier_account_page_get_busy (LuthierAccountPage *self);
void luthier_account_page_set_busy (LuthierAccountPage *self, gboolean busy);
gboolean luthier_account_page_get_ready (LuthierAccountPage *self);
void luthier_account_page_set_ready (LuthierAccountPage *self, gboolean ready);
void luthier_account_page_say_done (LuthierAccountPage *self);
void luthier_account_page_say_failed (LuthierAccountPage *self, const GError *error);

G_END_DECLS
