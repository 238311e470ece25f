#include "apps/delimited_row.h"

#include <algorithm>
#include <iterator>

namespace newsprint {

std::string TsvRow(std::span<const std::string> cells) {
  std::string row;
  for (const std::string& cell : cells) {
    if (&cell != cells.data()) row += '\t';
    std::replace_copy_if(
        cell.begin(), cell.end(), std::back_inserter(row),
        [](char c) { return c == '\t' || c == '\n' || c == '\r'; }, ' ');
  }
  return row + '\n';
}

std::string CsvRow(std::span<const std::string> cells) {
  std::string row;
  for (const std::string& cell : cells) {
    if (&cell != cells.data()) row += ',';
    if (cell.find_first_of(",\"\r\n") == std::string::npos) {
      row += cell;
      continue;
    }
    row += '"';
    for (const char c : cell) {
      if (c == '"') row += '"';
      row += c;
    }
    row += '"';
  }
  return row + '\n';
}

}  // namespace newsprint
