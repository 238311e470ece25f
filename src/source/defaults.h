// The files of deploy/ as they were when newsprint was built.
#ifndef NEWSPRINT_SOURCE_DEFAULTS_H_
#define NEWSPRINT_SOURCE_DEFAULTS_H_

#include <string_view>

namespace newsprint::source {

std::string_view DefaultSourcesYaml();
std::string_view DefaultCreditLinesYaml();

}  // namespace newsprint::source

#endif  // NEWSPRINT_SOURCE_DEFAULTS_H_
