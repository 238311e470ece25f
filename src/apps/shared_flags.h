// What the flags that several commands share come to.
#ifndef NEWSPRINT_APPS_SHARED_FLAGS_H_
#define NEWSPRINT_APPS_SHARED_FLAGS_H_

#include "apps/command_line.h"
#include "apps/documents.h"
#include "apps/terminal.h"

namespace newsprint {

// By --color, for standard output.
Palette PaletteOf(const Invocation& call);

// By --publisher and --language.
DocumentOptions DocumentOptionsOf(const Invocation& call);

}  // namespace newsprint

#endif  // NEWSPRINT_APPS_SHARED_FLAGS_H_
