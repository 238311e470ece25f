#include "apps/pairs_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <string_view>

#include "apps/input_stream.h"
#include "apps/line_reader.h"
#include "newsprint/article/status.h"

namespace newsprint {
namespace {

constexpr size_t kMaxLineBytes = 1u << 20;

std::vector<std::string_view> SplitAtTabs(std::string_view line) {
  std::vector<std::string_view> cells;
  while (true) {
    const size_t tab = line.find('\t');
    cells.push_back(line.substr(0, tab));
    if (tab == std::string_view::npos) return cells;
    line.remove_prefix(tab + 1);
  }
}

absl::StatusOr<size_t> FindColumn(const std::vector<std::string_view>& header,
                                  std::string_view name, const LineReader& lines) {
  const auto found = std::find(header.begin(), header.end(), name);
  if (found == header.end()) {
    return absl::InvalidArgumentError(
        fmt::format("{}: the header line has no column '{}'", lines.Where(), name));
  }
  return static_cast<size_t>(found - header.begin());
}

}  // namespace

absl::StatusOr<std::vector<PairRow>> ReadPairs(const std::string& path) {
  NEWSPRINT_ASSIGN_OR_RETURN(const std::unique_ptr<InputStream> stream, InputStream::Open(path));
  LineReader lines(*stream, kMaxLineBytes);
  std::string line;
  NEWSPRINT_ASSIGN_OR_RETURN(bool more, lines.Next(line));
  if (!more) return absl::InvalidArgumentError(fmt::format("{}: is empty", stream->name()));
  const std::vector<std::string_view> header = SplitAtTabs(line);
  NEWSPRINT_ASSIGN_OR_RETURN(const size_t first, FindColumn(header, "id1", lines));
  NEWSPRINT_ASSIGN_OR_RETURN(const size_t second, FindColumn(header, "id2", lines));

  std::vector<PairRow> rows;
  while (true) {
    NEWSPRINT_ASSIGN_OR_RETURN(more, lines.Next(line));
    if (!more) return rows;
    if (line.empty()) continue;
    const std::vector<std::string_view> cells = SplitAtTabs(line);
    if (cells.size() <= std::max(first, second)) {
      return absl::InvalidArgumentError(fmt::format("{}: {} cells, id1 and id2 need {}",
                                                    lines.Where(), cells.size(),
                                                    std::max(first, second) + 1));
    }
    rows.push_back({std::string(cells[first]), std::string(cells[second]), lines.Where()});
  }
}

}  // namespace newsprint
