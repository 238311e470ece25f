// Rows of tab- or comma-separated values.
#ifndef NEWSPRINT_APPS_DELIMITED_ROW_H_
#define NEWSPRINT_APPS_DELIMITED_ROW_H_

#include <span>
#include <string>

namespace newsprint {

// With a line feed at the end. TSV has no quoting: tabs and line breaks in a cell become spaces.
std::string TsvRow(std::span<const std::string> cells);

// As RFC 4180, but with a line feed at the end.
std::string CsvRow(std::span<const std::string> cells);

}  // namespace newsprint

#endif  // NEWSPRINT_APPS_DELIMITED_ROW_H_
