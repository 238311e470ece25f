#include "page/json_ld.h"

#include <simdjson.h>

#include <algorithm>
#include <map>
#include <memory>
#include <optional>

#include "page/entities.h"

namespace newsprint::page {
namespace {

namespace dom = simdjson::dom;

constexpr size_t kMaxDepth = 64;
constexpr size_t kMaxNames = 64;

// How telling a type is; 0 for one that is no article.
int RankOf(std::string_view type) {
  static constexpr struct {
    std::string_view type;
    int rank;
  } kTypes[] = {
      {"NewsArticle", 9},
      {"ReportageNewsArticle", 9},
      {"AnalysisNewsArticle", 9},
      {"AskPublicNewsArticle", 9},
      {"BackgroundNewsArticle", 9},
      {"OpinionNewsArticle", 9},
      {"ReviewNewsArticle", 9},
      {"LiveBlogPosting", 8},
      {"AdvertiserContentArticle", 8},
      {"SatiricalArticle", 8},
      {"Article", 7},
      {"BlogPosting", 6},
      {"TechArticle", 6},
      {"ScholarlyArticle", 6},
      {"Report", 6},
      {"SocialMediaPosting", 5},
      {"Review", 4},
      {"CreativeWork", 3},
      {"WebPage", 2},
      {"ItemPage", 2},
  };
  const size_t slash = type.find_last_of("/:");
  if (slash != std::string_view::npos) type.remove_prefix(slash + 1);
  for (const auto& row : kTypes) {
    if (type == row.type) return row.rank;
  }
  return 0;
}

std::string Text(dom::element value) {
  std::string_view text;
  return value.get(text) == simdjson::SUCCESS ? CleanText(text) : std::string();
}

std::optional<dom::element> Member(dom::object object, std::string_view key) {
  dom::element value;
  if (object.at_key(key).get(value) != simdjson::SUCCESS) return std::nullopt;
  return value;
}

std::string TextMember(dom::object object, std::string_view key) {
  std::optional<dom::element> value = Member(object, key);
  if (!value) return {};
  if (dom::array list; value->get(list) == simdjson::SUCCESS && list.size() > 0) value = list.at(0);
  return Text(*value);
}

// articleBody, each of its lines that is not empty on a line of its own.
std::string Paragraphs(dom::object object) {
  const std::optional<dom::element> value = Member(object, "articleBody");
  std::string_view text;
  if (!value || value->get(text) != simdjson::SUCCESS) return {};
  std::string body;
  for (size_t at = 0; at <= text.size();) {
    const size_t end = std::min(text.find('\n', at), text.size());
    if (const std::string line = CleanText(text.substr(at, end - at)); !line.empty()) {
      body.append(body.empty() ? "" : "\n").append(line);
    }
    at = end + 1;
  }
  return body;
}

struct Candidate {
  dom::object object;
  std::string type;
  int rank = 0;
  size_t members = 0;
};

class Reader {
 public:
  // Documents must outlive the reader.
  void Collect(dom::element root) {
    std::vector<dom::element> open = {root};
    while (!open.empty()) {
      const dom::element value = open.back();
      open.pop_back();
      const size_t first = open.size();
      if (dom::array list; value.get(list) == simdjson::SUCCESS) {
        for (const dom::element item : list) open.push_back(item);
      } else if (dom::object object; value.get(object) == simdjson::SUCCESS) {
        Consider(object);
        for (const auto& member : object) {
          if (member.value.is_array() || member.value.is_object()) open.push_back(member.value);
        }
      }
      std::reverse(open.begin() + static_cast<std::ptrdiff_t>(first), open.end());
    }
  }

  JsonLdArticle Best() const {
    JsonLdArticle article;
    const Candidate* best = nullptr;
    for (const Candidate& c : candidates_) {
      if (best == nullptr || std::pair(c.rank, c.members) > std::pair(best->rank, best->members))
        best = &c;
    }
    if (best == nullptr) return article;
    article.type = best->type;
    article.headline = TextMember(best->object, "headline");
    if (article.headline.empty() && best->rank > 2)
      article.headline = TextMember(best->object, "name");
    article.description = TextMember(best->object, "description");
    article.body = Paragraphs(best->object);
    article.url = TextMember(best->object, "url");
    article.language = TextMember(best->object, "inLanguage");
    article.date_published = TextMember(best->object, "datePublished");
    article.date_modified = TextMember(best->object, "dateModified");
    article.authors = Names(best->object, "author", false);
    if (article.authors.empty()) article.authors = Names(best->object, "creator", false);
    article.publishers = Names(best->object, "publisher", false);
    article.copyright_holders = Names(best->object, "copyrightHolder", false);
    article.is_based_on = Names(best->object, "isBasedOn", true);
    if (article.is_based_on.empty())
      article.is_based_on = Names(best->object, "isBasedOnUrl", true);
    return article;
  }

 private:
  void Consider(dom::object object) {
    if (const std::string id = TextMember(object, "@id"); !id.empty() && object.size() > 1) {
      by_id_.emplace(id, object);
    }
    const std::optional<dom::element> type = Member(object, "@type");
    if (!type) return;
    std::vector<std::string> types;
    if (dom::array list; type->get(list) == simdjson::SUCCESS) {
      for (const dom::element item : list) types.push_back(Text(item));
    } else {
      types.push_back(Text(*type));
    }
    Candidate best{.object = object, .type = {}, .rank = 0, .members = 0};
    for (const std::string& name : types) {
      if (RankOf(name) > best.rank) {
        best.rank = RankOf(name);
        best.type = name;
      }
    }
    if (best.rank == 0) return;
    for (const char* const key :
         {"headline", "datePublished", "author", "publisher", "articleBody"}) {
      best.members += Member(object, key).has_value();
    }
    candidates_.push_back(std::move(best));
  }

  // Of a person, an organisation or a work, or of a list of them.
  std::vector<std::string> Names(dom::object object, std::string_view key, bool prefer_url) const {
    std::vector<std::string> names;
    const std::optional<dom::element> value = Member(object, key);
    if (!value) return names;
    std::vector<dom::element> items;
    if (dom::array list; value->get(list) == simdjson::SUCCESS) {
      for (const dom::element item : list) items.push_back(item);
    } else {
      items.push_back(*value);
    }
    for (const dom::element item : items) {
      if (names.size() >= kMaxNames) break;
      std::string name = NameOf(item, prefer_url);
      if (!name.empty() && std::find(names.begin(), names.end(), name) == names.end()) {
        names.push_back(std::move(name));
      }
    }
    return names;
  }

  std::string NameOf(dom::element item, bool prefer_url) const {
    dom::object object;
    if (item.get(object) != simdjson::SUCCESS) return Text(item);
    if (!Member(object, "name") && !Member(object, "url")) {
      const auto found = by_id_.find(TextMember(object, "@id"));
      if (found == by_id_.end()) return prefer_url ? TextMember(object, "@id") : std::string();
      object = found->second;
    }
    if (prefer_url) {
      if (std::string url = TextMember(object, "url"); !url.empty()) return url;
    }
    return TextMember(object, "name");
  }

  std::vector<Candidate> candidates_;
  std::map<std::string, dom::object> by_id_;
};

// Cuts off what stands around the value, and blanks out control characters, which JSON forbids
// inside strings.
std::string Mend(std::string_view script) {
  constexpr std::string_view kCdata = "<![CDATA[", kCdataEnd = "]]>";
  if (const size_t at = script.find(kCdata); at < script.find('{')) {
    script.remove_prefix(at + kCdata.size());
    script = script.substr(0, script.rfind(kCdataEnd));
  }
  const size_t begin = script.find_first_of("{[");
  const size_t end = script.find_last_of("}]");
  if (begin == std::string_view::npos || end == std::string_view::npos || end < begin) return {};
  std::string out(script.substr(begin, end - begin + 1));
  for (char& c : out) {
    if (static_cast<unsigned char>(c) < 0x20) c = ' ';
  }
  return out;
}

// Leaves out commas before a closing bracket.
std::string WithoutStrayCommas(std::string_view json) {
  std::string out;
  bool in_string = false;
  for (size_t i = 0; i < json.size(); ++i) {
    const char c = json[i];
    if (in_string && c == '\\' && i + 1 < json.size()) {
      out.push_back(c);
      out.push_back(json[++i]);
      continue;
    }
    if (c == '"') in_string = !in_string;
    if (c == ',' && !in_string) {
      const size_t next = json.find_first_not_of(" ,", i + 1);
      if (next != std::string_view::npos && (json[next] == '}' || json[next] == ']')) continue;
    }
    out.push_back(c);
  }
  return out;
}

}  // namespace

JsonLdArticle ReadJsonLd(const std::vector<std::string>& scripts, size_t max_bytes) {
  std::vector<std::unique_ptr<dom::parser>> parsers;  // Each owns the document of one block.
  Reader reader;
  for (const std::string& script : scripts) {
    if (script.size() > max_bytes) continue;
    const std::string json = Mend(script);
    if (json.empty()) continue;
    auto parser = std::make_unique<dom::parser>(max_bytes + 1);
    if (parser->allocate(json.size(), kMaxDepth) != simdjson::SUCCESS) continue;
    dom::element root;
    if (parser->parse(json).get(root) != simdjson::SUCCESS &&
        parser->parse(WithoutStrayCommas(json)).get(root) != simdjson::SUCCESS) {
      continue;
    }
    reader.Collect(root);
    parsers.push_back(std::move(parser));
  }
  return reader.Best();
}

}  // namespace newsprint::page
