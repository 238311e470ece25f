#include "tests/store/engines.h"

#include "tests/store/fixtures.h"

namespace newsprint {

std::vector<Engine> Engines() {
  return {{"Memory",
           [](const std::string&) { return CreateMemoryStore({.path = "", .scheme = kScheme}); }},
          {"RocksDb", [](const std::string& directory) { return MustOpen(directory); }}};
}

}  // namespace newsprint
