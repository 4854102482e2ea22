/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-example-turn.h"

#include <glib/gi18n.h>

#include "luthier-config.h"
#include "luthier-example-finding.h"
#include "luthier-example-part.h"
#include "luthier-example-text.h"
#include "luthier-format.h"

/* So many parts are laid out; what is behind them is to be seen in the JSON. */
#define MAX_PARTS 100

#define SPACING 4

struct _LuthierExampleTurn
{
  GtkWidget parent_instance;

  gboolean at_end; /* on which side */

  GtkLabel *header;
  GtkBox *bubble;
  GtkBox *findings;
};

G_DEFINE_FINAL_TYPE (LuthierExampleTurn, luthier_example_turn, GTK_TYPE_WIDGET)

static gboolean
is_users_side (LuthierSpeaker speaker)
{
  return speaker == LUTHIER_SPEAKER_USER || speaker == LUTHIER_SPEAKER_TOOL;
}

static const char *
get_style (LuthierSpeaker speaker)
{
  switch (speaker)
    {
    case LUTHIER_SPEAKER_USER:
    case LUTHIER_SPEAKER_TOOL:
      return "user";
    case LUTHIER_SPEAKER_MODEL:
    case LUTHIER_SPEAKER_PREFERRED:
      return "model";
    case LUTHIER_SPEAKER_SYSTEM:
    case LUTHIER_SPEAKER_OTHER:
    case LUTHIER_SPEAKER_REJECTED:
    case LUTHIER_SPEAKER_REFERENCE:
    case LUTHIER_SPEAKER_FIELD:
    default:
      return "system";
    }
}

/* The file's own word, where it is not the one that everybody uses. */
static gboolean
is_usual (const char *word)
{
  return word == NULL || g_strcmp0 (word, "user") == 0 || g_strcmp0 (word, "model") == 0 ||
         g_strcmp0 (word, "system") == 0 || g_strcmp0 (word, "tool") == 0;
}

static char *
describe_numbered (LuthierSpeaker speaker, guint number, const char *word)
{
  switch (speaker)
    {
    case LUTHIER_SPEAKER_USER:
      return g_strdup_printf (_ ("User, turn %u"), number);
    case LUTHIER_SPEAKER_MODEL:
      return g_strdup_printf (_ ("Model, turn %u"), number);
    case LUTHIER_SPEAKER_TOOL:
      return g_strdup_printf (_ ("Tool, turn %u"), number);
    default:
      /* Translators: a turn of a speaker that is not known */
      return word != NULL ? g_strdup_printf (_ ("Turn %u"), number)
                          : g_strdup_printf (_ ("Turn %u, without a role"), number);
    }
}

static char *
describe_speaker (LuthierSpeaker speaker, guint number, const char *word)
{
  switch (speaker)
    {
    case LUTHIER_SPEAKER_SYSTEM:
      return g_strdup (_ ("System instruction"));
    case LUTHIER_SPEAKER_PREFERRED:
      return g_strdup (_ ("Preferred answer"));
    case LUTHIER_SPEAKER_REJECTED:
      return g_strdup (_ ("Rejected answer"));
    case LUTHIER_SPEAKER_REFERENCE:
      return g_strdup_printf (_ ("Reference “%s”"), word);
    case LUTHIER_SPEAKER_FIELD:
      return g_strdup_printf (_ ("Field “%s”"), word);
    case LUTHIER_SPEAKER_USER:
    case LUTHIER_SPEAKER_MODEL:
    case LUTHIER_SPEAKER_TOOL:
    case LUTHIER_SPEAKER_OTHER:
    default:
      return number > 0 ? describe_numbered (speaker, number, word)
                        : g_strdup (_ ("Answer without a score"));
    }
}

/* In characters of the line, of what is wrong first; 0 if that is the turn as a whole. */
static guint64
get_column (GPtrArray *findings)
{
  guint64 column = 0;

  for (guint i = 0; i < findings->len; i++)
    {
      const LuthierDatasetFinding *finding = g_ptr_array_index (findings, i);
      if (finding->column > 0 && (column == 0 || finding->column < column))
        column = finding->column;
    }
  return column;
}

static void
append (GString *words, const char *more)
{
  g_string_append (words, " · ");
  g_string_append (words, more);
}

static char *
describe (LuthierConversationTurn *turn, GPtrArray *findings)
{
  LuthierSpeaker speaker = luthier_conversation_turn_get_speaker (turn);
  const char *word = luthier_conversation_turn_get_word (turn);
  g_autofree char *short_word = word != NULL ? luthier_example_text_shorten (word) : NULL;
  g_autofree char *who = describe_speaker (speaker, luthier_conversation_turn_get_number (turn),
                                           short_word);
  GString *words = g_string_new (who);
  guint64 column = get_column (findings);

  if (speaker < LUTHIER_SPEAKER_REFERENCE && !is_usual (word))
    {
      g_autofree char *quoted = g_strdup_printf (_ ("“%s”"), short_word);
      append (words, quoted);
    }
  if (column > 0)
    {
      g_autofree char *count = luthier_format_count ((gint64) column);
      g_autofree char *where = g_strdup_printf (_ ("column %s"), count);
      append (words, where);
    }
  return g_string_free (words, FALSE);
}

static void
add_note (LuthierExampleTurn *self, const char *text)
{
  GtkWidget *note = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (note), TRUE);
  gtk_label_set_xalign (GTK_LABEL (note), 0);
  gtk_widget_add_css_class (note, "empty-text");
  gtk_box_append (self->bubble, note);
}

/* Whether something is marked in one of them. */
static gboolean
show_parts (LuthierExampleTurn *self, GListModel *parts, GArray *marks)
{
  guint n_parts = g_list_model_get_n_items (parts);
  gboolean marked = FALSE;

  for (guint i = 0; i < MIN (n_parts, MAX_PARTS); i++)
    {
      g_autoptr (LuthierConversationPart) part = g_list_model_get_item (parts, i);
      GtkWidget *widget = luthier_example_part_new (part, marks);

      gtk_box_append (self->bubble, widget);
      marked |= luthier_example_part_get_marked (LUTHIER_EXAMPLE_PART (widget));
    }
  if (n_parts == 0)
    add_note (self, _ ("This turn has no text"));
  if (n_parts > MAX_PARTS)
    {
      guint left = n_parts - MAX_PARTS;
      g_autofree char *words = g_strdup_printf (
          ngettext ("%u more part is in the JSON", "%u more parts are in the JSON", left), left);
      add_note (self, words);
    }
  return marked;
}

/* What cannot be pointed at in the words is the turn's. */
static void
mark_bubble (LuthierExampleTurn *self, GPtrArray *findings)
{
  LuthierFindingSeverity worst = LUTHIER_FINDING_HINT;

  for (guint i = 0; i < findings->len; i++)
    worst = MAX (worst, ((LuthierDatasetFinding *) g_ptr_array_index (findings, i))->severity);
  if (worst == LUTHIER_FINDING_ERROR)
    gtk_widget_add_css_class (GTK_WIDGET (self->bubble), "marked-error");
  else if (worst == LUTHIER_FINDING_WARNING)
    gtk_widget_add_css_class (GTK_WIDGET (self->bubble), "marked-warning");
}

static void
set_side (LuthierExampleTurn *self, gboolean end)
{
  self->at_end = end;
  gtk_widget_add_css_class (GTK_WIDGET (self), end ? "at-end" : "at-start");
}

static GtkSizeRequestMode
luthier_example_turn_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* Of a child as wide as it likes to be, if there is room. */
static int
get_width (GtkWidget *child, int available)
{
  int minimum, natural;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  return available < 0 ? natural : MAX (minimum, MIN (natural, available));
}

static int
get_height (GtkWidget *child, int available)
{
  int height;

  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, get_width (child, available), &height, NULL,
                      NULL, NULL);
  return height;
}

/* GTK finds the width of what is aligned by trying which one goes with the height: that takes dozens
 * of layouts of each text. So the children are aligned here. */
static void
luthier_example_turn_measure (GtkWidget *widget,
                              GtkOrientation orientation,
                              int for_size,
                              int *minimum,
                              int *natural,
                              int *minimum_baseline,
                              int *natural_baseline)
{
  *minimum = *natural = 0;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int child_minimum, child_natural;

      if (!gtk_widget_should_layout (child))
        continue;
      if (orientation == GTK_ORIENTATION_VERTICAL)
        {
          *minimum += (*minimum > 0 ? SPACING : 0) + get_height (child, for_size);
          *natural = *minimum;
          continue;
        }
      gtk_widget_measure (child, orientation, -1, &child_minimum, &child_natural, NULL, NULL);
      *minimum = MAX (*minimum, child_minimum);
      *natural = MAX (*natural, child_natural);
    }
}

static void
luthier_example_turn_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  LuthierExampleTurn *self = LUTHIER_EXAMPLE_TURN (widget);
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int y = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkAllocation place = { 0 };

      if (!gtk_widget_should_layout (child))
        continue;
      place.width = get_width (child, width);
      place.height = get_height (child, width);
      place.x = self->at_end != mirrored ? width - place.width : 0;
      place.y = y;
      gtk_widget_size_allocate (child, &place, -1);
      y += place.height + SPACING;
    }
}

static void
luthier_example_turn_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (luthier_example_turn_parent_class)->dispose (object);
}

static void
luthier_example_turn_class_init (LuthierExampleTurnClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = luthier_example_turn_dispose;
  widget_class->get_request_mode = luthier_example_turn_get_request_mode;
  widget_class->measure = luthier_example_turn_measure;
  widget_class->size_allocate = luthier_example_turn_size_allocate;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LUTHIER_RESOURCE_PATH "luthier-example-turn.ui");
  gtk_widget_class_bind_template_child (widget_class, LuthierExampleTurn, header);
  gtk_widget_class_bind_template_child (widget_class, LuthierExampleTurn, bubble);
  gtk_widget_class_bind_template_child (widget_class, LuthierExampleTurn, findings);
  gtk_widget_class_set_css_name (widget_class, "exampleturn");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
luthier_example_turn_init (LuthierExampleTurn *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* (element-type LuthierDatasetFinding) */
static GPtrArray *
select_findings (LuthierConversationTurn *turn, GPtrArray *all)
{
  GPtrArray *selected = g_ptr_array_new ();

  for (guint i = 0; all != NULL && i < all->len; i++)
    if (luthier_example_turn_concerns (turn, g_ptr_array_index (all, i)))
      g_ptr_array_add (selected, g_ptr_array_index (all, i));
  return selected;
}

/**
 * luthier_example_turn_new:
 * @turn: what to show
 * @marks: (element-type LuthierExampleMark): of the line
 * @findings: (nullable) (element-type LuthierDatasetFinding): of the line
 *
 * Returns: (transfer floating): the turn, with those of the findings that are within it
 */
GtkWidget *
luthier_example_turn_new (LuthierConversationTurn *turn, GArray *marks, GPtrArray *findings)
{
  LuthierExampleTurn *self = g_object_new (LUTHIER_TYPE_EXAMPLE_TURN, NULL);
  LuthierSpeaker speaker = luthier_conversation_turn_get_speaker (turn);
  g_autoptr (GPtrArray) own = select_findings (turn, findings);
  g_autofree char *header = describe (turn, own);

  gtk_label_set_text (self->header, header);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, header, -1);
  gtk_widget_add_css_class (GTK_WIDGET (self->bubble), get_style (speaker));
  set_side (self, is_users_side (speaker));
  if (!show_parts (self, luthier_conversation_turn_get_parts (turn), marks))
    mark_bubble (self, own);
  luthier_example_finding_fill (self->findings, own);
  return GTK_WIDGET (self);
}

/**
 * luthier_example_turn_concerns:
 *
 * Returns: whether the finding is within the turn
 */
gboolean
luthier_example_turn_concerns (LuthierConversationTurn *turn, const LuthierDatasetFinding *finding)
{
  const LuthierDatasetPlace *place;

  if (finding->places == NULL || finding->places->len == 0)
    return FALSE;
  place = &g_array_index (finding->places, LuthierDatasetPlace, 0);
  return place->column > 0 && luthier_conversation_turn_contains (turn, place->byte);
}
