#include "page/headline.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"

namespace newsprint::page {
namespace {

constexpr size_t kMinHeadlineKeyBytes = 8;

// The longest title that ends before a separator, if that leaves a fair part of it: a
// headline may have a dash of its own.
std::string BeforeLastSeparator(std::string_view title) {
  size_t cut = 0;
  for (const std::string_view separator :
       {" | ", " - ", " – ", " — ", " :: ", " » ", " • ", " · ", " * ", "｜", "ㅣ", " / "}) {
    const size_t at = title.rfind(separator);
    if (at != std::string_view::npos) cut = std::max(cut, at);
  }
  return std::string(cut < title.size() * 2 / 5 ? title : title.substr(0, cut));
}

constexpr std::string_view kMarks[] = {"|", "-", "–",  "—",  ":",  "»", "•",
                                       "·", "*", "｜", "ㅣ", "：", "/"};

std::string_view TrimRight(std::string_view text) {
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

// `title` without a separator and the site's name at its end, if it ends so.
std::string WithoutName(std::string_view title, std::string_view name) {
  if (name.empty() || title.size() <= name.size() || !title.ends_with(name))
    return std::string(title);
  const std::string_view rest = TrimRight(title.substr(0, title.size() - name.size()));
  for (const std::string_view mark : kMarks) {
    if (rest.ends_with(mark))
      return std::string(TrimRight(rest.substr(0, rest.size() - mark.size())));
  }
  return std::string(title);
}

// Whether `title` is `heading` and, after a separator, something else.
bool Continues(std::string_view title, std::string_view heading) {
  if (HeadlineKey(heading).size() < kMinHeadlineKeyBytes || !title.starts_with(heading))
    return false;
  const std::string_view rest = title.substr(heading.size());
  const size_t next = rest.find_first_not_of(' ');
  if (next == std::string_view::npos) return false;
  return std::any_of(std::begin(kMarks), std::end(kMarks),
                     [&](std::string_view mark) { return rest.substr(next).starts_with(mark); });
}

}  // namespace

std::string HeadlineKey(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (absl::ascii_isalnum(byte) || byte >= 0x80) out.push_back(absl::ascii_tolower(byte));
  }
  return out;
}

std::string ChooseHeadline(const HeadlineCandidates& c) {
  const std::string site_title = BeforeLastSeparator(WithoutName(c.document_title, c.site_name));
  // Some pages give search engines one title, by JSON-LD and <title>, and readers another.
  if (!c.headings.empty() && HeadlineKey(c.json_ld) == HeadlineKey(site_title) &&
      HeadlineKey(c.open_graph) == HeadlineKey(c.headings.front())) {
    return c.headings.front();
  }
  for (const std::string* const title : {&c.json_ld, &c.open_graph, &c.document_title}) {
    if (title->empty()) continue;
    std::string named = WithoutName(*title, c.site_name);
    for (const std::string& heading : c.headings) {
      if (HeadlineKey(heading) == HeadlineKey(named)) return named;
      if (Continues(named, heading)) return heading;
    }
    if (title == &c.json_ld || named.size() < title->size()) return named;
    return BeforeLastSeparator(named);
  }
  return c.headings.empty() ? std::string() : c.headings.front();
}

}  // namespace newsprint::page
