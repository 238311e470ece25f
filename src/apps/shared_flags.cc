#include "apps/shared_flags.h"

#include <unistd.h>

#include <string>

namespace newsprint {

Palette PaletteOf(const Invocation& call) {
  const std::string when = call.Text("--color");
  return ChoosePalette(when == "always"  ? ColorChoice::kAlways
                       : when == "never" ? ColorChoice::kNever
                                         : ColorChoice::kAuto,
                       STDOUT_FILENO);
}

DocumentOptions DocumentOptionsOf(const Invocation& call) {
  return {.publisher = call.Text("--publisher"), .language = call.Text("--language")};
}

}  // namespace newsprint
