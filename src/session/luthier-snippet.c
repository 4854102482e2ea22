#include "luthier-snippet.h"
char *
luthier_snippet_new (LuthierSnippetKind kind, const char *uri, LuthierJobSpec *spec)
{
  return luthier_job_spec_to_request (spec);
}
