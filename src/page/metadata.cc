#include "page/metadata.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_join.h"
#include "page/entities.h"
#include "page/headline.h"
#include "page/hints.h"
#include "page/page_time.h"
#include "page/url.h"

namespace newsprint::page {
namespace {

constexpr size_t kMaxBylineBytes = 200;  // A longer one is a paragraph.
constexpr size_t kMaxNames = 64;
constexpr size_t kMinHouseKeyBytes = 3;

struct MetaElement {
  std::string name;     // name, property or itemprop, in lower case.
  std::string content;  // Clean text.
};

bool LooksLikeUrl(std::string_view text) {
  return text.starts_with("http:") || text.starts_with("https:") || text.starts_with("//") ||
         text.starts_with("www.");
}

// The whole of `word` at the start of `text`, whatever its case, and what divides it from the rest.
bool TakeWord(std::string_view& text, std::string_view word) {
  if (!absl::StartsWithIgnoreCase(absl::string_view(text.data(), text.size()),
                                  absl::string_view(word.data(), word.size()))) {
    return false;
  }
  const std::string_view rest = text.substr(word.size());
  if (rest.empty() || (rest[0] != ' ' && rest[0] != ':')) return false;
  text = rest.substr(std::min(rest.find_first_not_of(" :"), rest.size()));
  return true;
}

// "By Jane Roe" is Jane Roe.
std::string WithoutBy(std::string_view text) {
  static constexpr std::string_view kWords[] = {"written by", "reported by", "by",   "von", "par",
                                                "por",        "di",          "door", "av",  "af",
                                                "автор",      "author",      "autor"};
  for (const std::string_view word : kWords) {
    if (TakeWord(text, word)) break;
  }
  while (!text.empty() && (text.back() == ' ' || text.back() == ',' || text.back() == '|')) {
    text.remove_suffix(1);
  }
  return std::string(text);
}

// Two to eight words without figures, none of which begins with a small ASCII letter.
bool LooksLikeName(std::string_view text) {
  size_t words = 0;
  char previous = ' ';
  for (const char c : text) {
    if (absl::ascii_isdigit(static_cast<unsigned char>(c)) || c == '|' || c == ':' || c == '!' ||
        c == '?') {
      return false;
    }
    const bool begins = previous == ' ' && c != ' ';
    if (begins && absl::ascii_islower(static_cast<unsigned char>(c))) return false;
    words += begins;
    previous = c;
  }
  return words >= 2 && words <= 8;
}

std::string LanguageTag(std::string_view text) {
  std::string tag;
  for (const char c : text.substr(0, 35)) {
    if (c == '_' || c == '-') {
      tag.push_back('-');
    } else if (absl::ascii_isalnum(static_cast<unsigned char>(c))) {
      tag.push_back(c);
    } else {
      break;
    }
  }
  while (tag.ends_with('-')) tag.pop_back();
  const size_t primary = std::min(tag.find('-'), tag.size());
  const bool letters =
      std::all_of(tag.begin(), tag.begin() + static_cast<std::ptrdiff_t>(primary),
                  [](char c) { return absl::ascii_isalpha(static_cast<unsigned char>(c)); });
  if (primary < 2 || primary > 3 || !letters) return {};
  for (size_t i = 0; i < primary; ++i)
    tag[i] = absl::ascii_tolower(static_cast<unsigned char>(tag[i]));
  return tag;
}

void AddName(std::vector<std::string>& names, std::string name) {
  const bool number = std::all_of(name.begin(), name.end(), [](char c) {
    return absl::ascii_isdigit(static_cast<unsigned char>(c));
  });
  if (number || LooksLikeUrl(name) || names.size() >= kMaxNames) return;
  if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(std::move(name));
}

class Reader {
 public:
  Reader(const HtmlTree& tree, const BlockList& list, const JsonLdArticle& json_ld)
      : tree_(tree), list_(list), json_ld_(json_ld) {}

  Metadata Read(std::string_view url) {
    Walk();
    Metadata found;
    found.base_url = ResolveUrl(url, base_href_);
    if (found.base_url.empty()) found.base_url = std::string(url);
    const std::string canonical = ResolveUrl(found.base_url, canonical_href_);
    const std::string og_url = ResolveUrl(found.base_url, Meta({"og:url"}));
    found.signals = Signals(canonical);
    found.page_url = FirstOf({std::string(url), og_url, canonical, ResolveUrl({}, json_ld_.url)});
    if (found.base_url.empty()) found.base_url = found.page_url;
    const std::string& host_source = url.empty() ? og_url : found.page_url;
    found.signals.canonical_on_other_host =
        !canonical.empty() && !host_source.empty() && HostOf(canonical) != HostOf(host_source);
    found.title =
        ChooseHeadline({.json_ld = json_ld_.headline,
                        .open_graph = FirstOf({Meta({"og:title"}), Meta({"twitter:title"})}),
                        .document_title = document_title_,
                        .headings = headings_,
                        .site_name = Meta({"og:site_name"})});
    found.description = FirstOf(
        {Meta({"og:description", "description", "twitter:description"}), json_ld_.description});
    found.published = Published();
    found.modified = Modified();
    found.byline = Byline();
    found.publisher = Publisher();
    found.language =
        FirstOf({LanguageTag(html_lang_), LanguageTag(json_ld_.language),
                 LanguageTag(Meta({"content-language", "og:locale", "language", "dc.language"}))});
    return found;
  }

 private:
  void Walk() {
    for (NodeId i = 0; i < tree_.size(); ++i) {
      switch (tree_[i].tag) {
        case Tag::kMeta:
          AddMeta(i);
          break;
        case Tag::kLink:
          AddLink(i);
          break;
        case Tag::kHtml:
          if (html_lang_.empty()) html_lang_ = std::string(tree_.attribute(i, Attribute::kLang));
          break;
        case Tag::kBase:
          if (base_href_.empty()) base_href_ = std::string(tree_.attribute(i, Attribute::kHref));
          break;
        case Tag::kTitle:
          if (document_title_.empty() && tree_.Ancestor(i, Tag::kSvg) == 0) {
            document_title_ = CleanText(tree_.TextBelow(i));
          }
          break;
        case Tag::kH1:
          if (std::string text = CleanText(tree_.TextBelow(i)); !text.empty()) {
            headings_.push_back(std::move(text));
          }
          break;
        case Tag::kText:
          break;
        default:
          AddNamed(i);
          break;
      }
    }
  }

  void AddMeta(NodeId id) {
    const std::string_view content = tree_.attribute(id, Attribute::kContent);
    for (const Attribute key :
         {Attribute::kProperty, Attribute::kName, Attribute::kItemprop, Attribute::kHttpEquiv}) {
      const std::string_view name = tree_.attribute(id, key);
      if (name.empty()) continue;
      metas_.push_back(
          {absl::AsciiStrToLower(absl::string_view(name.data(), name.size())), CleanText(content)});
    }
  }

  void AddLink(NodeId id) {
    const std::string_view rel = tree_.attribute(id, Attribute::kRel);
    if (canonical_href_.empty() &&
        absl::EqualsIgnoreCase(absl::string_view(rel.data(), rel.size()), "canonical")) {
      canonical_href_ = std::string(tree_.attribute(id, Attribute::kHref));
    }
  }

  // Elements that say what they are: times, and authors by rel and itemprop.
  void AddNamed(NodeId id) {
    const std::string_view itemprop = tree_.attribute(id, Attribute::kItemprop);
    const std::string_view datetime = tree_.attribute(id, Attribute::kDatetime);
    if (!datetime.empty() || tree_[id].tag == Tag::kTime || itemprop == "datePublished") {
      std::string text(datetime.empty() ? tree_.attribute(id, Attribute::kContent) : datetime);
      if (text.empty()) text = CleanText(tree_.TextBelow(id));
      (itemprop == "datePublished"  ? stated_times_
       : itemprop == "dateModified" ? modified_times_
                                    : times_)
          .push_back(std::move(text));
    }
    const std::string_view rel = tree_.attribute(id, Attribute::kRel);
    if (itemprop == "author" || rel == "author") {
      std::string name = WithoutBy(CleanText(tree_.TextBelow(id)));
      if (name.size() <= kMaxBylineBytes) AddName(stated_authors_, std::move(name));
    }
  }

  // The content of the first <meta> of the first of these names that there is.
  std::string Meta(std::initializer_list<std::string_view> names) const {
    for (const std::string_view name : names) {
      for (const MetaElement& meta : metas_) {
        if (meta.name == name && !meta.content.empty()) return meta.content;
      }
    }
    return {};
  }

  static std::string FirstOf(std::initializer_list<std::string> values) {
    for (const std::string& value : values) {
      if (!value.empty()) return value;
    }
    return {};
  }

  PageSignals Signals(const std::string& canonical) const {
    PageSignals signals;
    signals.canonical_url = canonical;
    signals.meta_source = Meta({"source"});
    signals.syndication_source = Meta({"syndication-source"});
    signals.original_source = Meta({"original-source"});
    for (const MetaElement& meta : metas_) {
      if (meta.name == "article:author" || meta.name == "author")
        AddName(signals.meta_authors, meta.content);
    }
    signals.json_ld_type = json_ld_.type;
    signals.json_ld_authors = json_ld_.authors;
    signals.json_ld_publishers = json_ld_.publishers;
    signals.json_ld_copyright_holders = json_ld_.copyright_holders;
    signals.json_ld_is_based_on = json_ld_.is_based_on;
    return signals;
  }

  static std::optional<PageTime> FirstTime(const std::vector<std::string>& texts) {
    for (const std::string& text : texts) {
      if (const auto time = ParsePageTime(text)) return time;
    }
    return std::nullopt;
  }

  std::optional<PageTime> Published() const {
    std::vector<std::string> texts = {json_ld_.date_published, Meta({"article:published_time",
                                                                     "og:published_time",
                                                                     "datepublished",
                                                                     "parsely-pub-date",
                                                                     "cxenseparse:recs:publishtime",
                                                                     "cxenseparse:publishtime",
                                                                     "sailthru.date",
                                                                     "article:published",
                                                                     "pubdate",
                                                                     "publishdate",
                                                                     "publish-date",
                                                                     "publish_date",
                                                                     "article.published",
                                                                     "published_time",
                                                                     "rnews:datepublished",
                                                                     "dc.date.issued",
                                                                     "dcterms.created",
                                                                     "dcterms.date",
                                                                     "dc.date",
                                                                     "dc.created",
                                                                     "date",
                                                                     "og:article:published_time",
                                                                     "originalpublicationdate",
                                                                     "creation_date",
                                                                     "last-publish-date",
                                                                     "displaydate"})};
    texts.insert(texts.end(), stated_times_.begin(), stated_times_.end());
    texts.insert(texts.end(), times_.begin(), times_.end());
    for (const Block& b : list_.blocks) {
      if ((b.hints & kBylineHint) && b.letters < 100) texts.emplace_back(list_.Text(b));
    }
    return FirstTime(texts);
  }

  std::optional<PageTime> Modified() const {
    std::vector<std::string> texts = {
        json_ld_.date_modified,
        Meta({"article:modified_time", "og:updated_time", "datemodified", "last-modified",
              "lastmod", "dcterms.modified", "article:updated", "revision_date"})};
    texts.insert(texts.end(), modified_times_.begin(), modified_times_.end());
    return FirstTime(texts);
  }

  // People before the house: JSON-LD often gives the publisher for an author.
  std::string Byline() const {
    std::vector<std::string> house;
    for (const std::vector<std::string>& names :
         {JsonLdAuthors(), MetaAuthors(), stated_authors_, PrintedAuthors()}) {
      std::vector<std::string> people;
      for (const std::string& name : names) {
        if (!IsHouse(name)) people.push_back(name);
      }
      if (!people.empty()) return absl::StrJoin(people, ", ");
      if (house.empty()) house = names;
    }
    return absl::StrJoin(house, ", ");
  }

  std::vector<std::string> JsonLdAuthors() const {
    std::vector<std::string> names;
    for (const std::string& name : json_ld_.authors) AddName(names, WithoutBy(name));
    return names;
  }

  std::vector<std::string> MetaAuthors() const {
    std::vector<std::string> names;
    for (const std::string_view key :
         {"author", "article:author", "parsely-author", "sailthru.author", "byl", "dc.creator",
          "dcterms.creator", "cxenseparse:author", "article:author_name", "authors",
          "twitter:data1"}) {
      if (key == "twitter:data1" &&
          !absl::StrContains(absl::AsciiStrToLower(Meta({"twitter:label1"})), "by")) {
        continue;
      }
      for (const MetaElement& meta : metas_) {
        if (meta.name == key) AddName(names, WithoutBy(meta.content));
      }
      if (!names.empty()) break;
    }
    return names;
  }

  // Of blocks that are called bylines: the first that begins with "By", or else the first that
  // reads like a name.
  std::vector<std::string> PrintedAuthors() const {
    std::vector<std::string> names;
    for (const Block& b : list_.blocks) {
      if (!(b.hints & kBylineHint) || b.letters > 80) continue;
      const std::string text(list_.Text(b));
      std::string name = WithoutBy(text);
      if (name != text) {
        AddName(names, std::move(name));
        return names;
      }
    }
    for (const Block& b : list_.blocks) {
      if (b.letters > 80 || !IsNearAuthorHint(b.node) || !LooksLikeName(list_.Text(b))) continue;
      AddName(names, std::string(list_.Text(b)));
      return names;
    }
    return names;
  }

  bool IsNearAuthorHint(NodeId id) const {
    for (int step = 0; step < 3; ++step) {
      if (list_.hints[id] & kAuthorHint) return true;
      id = tree_[id].parent;
    }
    return false;
  }

  bool IsHouse(std::string_view name) const {
    const std::string key = HeadlineKey(name);
    for (const std::string& publisher : json_ld_.publishers) {
      if (HeadlineKey(publisher) == key) return true;
    }
    if (key == HeadlineKey(Publisher())) return true;
    // "Example" at example.org.
    return key.size() >= kMinHouseKeyBytes &&
           (HeadlineKey(HostOf(Meta({"og:url"}))).starts_with(key) ||
            HeadlineKey(HostOf(canonical_href_)).starts_with(key));
  }

  std::string Publisher() const {
    if (!json_ld_.publishers.empty()) return json_ld_.publishers.front();
    return Meta({"og:site_name", "publisher", "dc.publisher", "dcterms.publisher",
                 "article:publisher_name", "cxenseparse:publisher", "application-name",
                 "apple-mobile-web-app-title"});
  }

  const HtmlTree& tree_;
  const BlockList& list_;
  const JsonLdArticle& json_ld_;
  std::vector<MetaElement> metas_;
  std::vector<std::string> headings_;
  std::vector<std::string> stated_times_, modified_times_, times_, stated_authors_;
  std::string html_lang_, base_href_, canonical_href_, document_title_;
};

}  // namespace

Metadata ReadMetadata(const HtmlTree& tree, const BlockList& list, const JsonLdArticle& json_ld,
                      std::string_view url) {
  return Reader(tree, list, json_ld).Read(url);
}

}  // namespace newsprint::page
