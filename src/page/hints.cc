#include "page/hints.h"

#include <array>
#include <cstddef>

#include "absl/strings/ascii.h"
#include "absl/strings/string_view.h"

namespace newsprint::page {
namespace {

constexpr size_t kMaxWords = 64;  // Of one element's names; the rest is not looked at.
constexpr size_t kMaxNameBytes = 1024;

// Words, and runs of two or three adjacent words written as one.
const absl::flat_hash_map<absl::string_view, uint16_t>& Lexicon() {
  static const auto* const kLexicon = [] {
    auto* const lexicon = new absl::flat_hash_map<absl::string_view, uint16_t>;
    const struct {
      uint16_t hint;
      absl::string_view words[120];
    } rows[] = {
        {kBodyHint,
         {"articlebody",    "articletext",   "articlecontent", "articlecopy",     "articlemain",
          "storybody",      "storytext",     "storycontent",   "storycopy",       "entrycontent",
          "entrybody",      "entrytext",     "postcontent",    "postbody",        "posttext",
          "postentry",      "bodytext",      "bodycopy",       "bodycontent",     "contentbody",
          "contenttext",    "textbody",      "textcontent",    "newsbody",        "newstext",
          "newscontent",    "richtext",      "maintext",       "fulltext",        "artikeltext",
          "articulocuerpo", "cuerponoticia", "textonoticia",   "articlebodytext", "singlecontent",
          "detailtext",     "detailcontent", "newsdetail",     "bodyarticle",     "textarticle",
          "contentarticle", "wysiwyg",       "bodymain",       "articledetail",   "storydetail",
          "pagecontent",    "paragraphs"}},
        {kContentHint,
         {"article", "story", "post", "entry", "content", "body", "main", "text", "artikel",
          "hentry", "blog", "news", "copy", "column", "page"}},
        {kBoilerplateHint,
         {"nav",
          "navi",
          "navigation",
          "navbar",
          "topnav",
          "subnav",
          "menu",
          "submenu",
          "topmenu",
          "mainmenu",
          "menubar",
          "breadcrumb",
          "breadcrumbs",
          "crumb",
          "crumbs",
          "footer",
          "foot",
          "sitefooter",
          "pagefooter",
          "sidebar",
          "sidebars",
          "sidebarright",
          "rail",
          "rightrail",
          "siderail",
          "related",
          "relatedposts",
          "relatedlinks",
          "relatedarticles",
          "relatedstories",
          "relatedcontent",
          "recommended",
          "recommendations",
          "recommendation",
          "recommend",
          "morestories",
          "morefrom",
          "moreon",
          "morenews",
          "morearticles",
          "readmore",
          "readalso",
          "alsoread",
          "readnext",
          "seealso",
          "mustread",
          "youmaylike",
          "youmightlike",
          "mightlike",
          "maylike",
          "trending",
          "popular",
          "mostpopular",
          "mostread",
          "mostviewed",
          "topstories",
          "lateststories",
          "latestnews",
          "latest",
          "recent",
          "recentposts",
          "recirc",
          "recirculation",
          "upnext",
          "nextup",
          "outbrain",
          "taboola",
          "zergnet",
          "mgid",
          "share",
          "shares",
          "sharing",
          "sharebar",
          "sharetools",
          "sharedaddy",
          "sharebuttons",
          "social",
          "socials",
          "socialmedia",
          "addtoany",
          "addthis",
          "addthistoolbox",
          "follow",
          "followus",
          "newsletter",
          "newsletters",
          "subscribe",
          "subscription",
          "subscriptions",
          "signup",
          "optin",
          "mailchimp",
          "promo",
          "promos",
          "promotion",
          "promobox",
          "teaser",
          "teasers",
          "sponsor",
          "sponsored",
          "sponsors",
          "advert",
          "adverts",
          "advertisement",
          "advertisements"}},
        {kBoilerplateHint,
         {"advertising",
          "ad",
          "ads",
          "adslot",
          "adbox",
          "adunit",
          "adcontainer",
          "adwrapper",
          "dfp",
          "googlead",
          "affiliate",
          "cookie",
          "cookies",
          "cookieconsent",
          "consent",
          "gdpr",
          "cmp",
          "modal",
          "popup",
          "overlay",
          "lightbox",
          "tooltip",
          "dropdown",
          "widget",
          "widgets",
          "tags",
          "taglist",
          "tagcloud",
          "tagged",
          "postmeta",
          "keywords",
          "pagination",
          "pager",
          "paging",
          "pagenavi",
          "prevnext",
          "postnav",
          "toolbar",
          "tools",
          "articletools",
          "utility",
          "masthead",
          "siteheader",
          "pageheader",
          "topbar",
          "search",
          "searchform",
          "login",
          "signin",
          "register",
          "donate",
          "donation",
          "contribute",
          "membership",
          "poll",
          "quiz",
          "rating",
          "ratings",
          "ratingstars",
          "shop",
          "shopping",
          "print",
          "printbutton",
          "embed",
          "infobox",
          "factbox",
          "jprelatedposts",
          "jppostflair",
          "archive",
          "archives",
          "category",
          "categories",
          "catlinks",
          "reflist",
          "navbox",
          "ticker",
          "carousel",
          "slider",
          "slideshow"}},
        {kBoilerplateHint,
         {"livefyre",     "timeline",    "toc",         "tableofcontents", "contentsbox",
          "skip",         "skiplink",    "feedback",    "reactions",       "emoji",
          "likes",        "callout",     "cta",         "calltoaction",    "banner",
          "weather",      "horoscope",   "stock",       "mashsb",          "essb",
          "heateor",      "ssba",        "hatom",       "vcard",           "footnav",
          "linklist",     "links",       "storylinks",  "sharelinks",      "inlinerelated",
          "readmorelink", "noprint",     "onetrust",    "adblock",         "audioplayer",
          "player",       "video",       "videoplayer", "articlefooter",   "storyfooter",
          "postfooter",   "entryfooter", "entrymeta",   "entryutility",    "appendix",
          "tip",          "tipjar",      "magazine",    "subnavigation",   "sociable",
          "nextstory",    "prevpost",    "nextpost",    "nextprev",        "postnextprev",
          "interesting",  "review",      "reviews",     "appsection",      "siguenos",
          "pullquote",    "pullquotes"}},
        {kCommentHint,
         {"comment",      "comments",     "commentlist", "commentform",  "commentarea",
          "disqus",       "disqusthread", "respond",     "replies",      "reply",
          "kommentar",    "kommentare",   "comentarios", "commentaires", "trackback",
          "trackbacks",   "pings",        "discussion",  "forum",        "fbcomments",
          "usercomments", "guestbook"}},
        {kDeckHint, {"deck",           "dek",         "standfirst",   "subtitle",
                     "subheadline",    "subhead",     "subheading",   "subhed",
                     "summary",        "lead",        "lede",         "leadtext",
                     "intro",          "introtext",   "introduction", "abstract",
                     "excerpt",        "chapo",       "chapeau",      "entradilla",
                     "bajada",         "copete",      "sommario",     "occhiello",
                     "vorspann",       "articlelead", "articleintro", "articlesummary",
                     "articledek",     "description", "ingress",      "preamble",
                     "perex",          "sapo",        "anons",        "announce",
                     "articleannounce"}},
        {kCaptionHint,
         {"caption",       "captions",     "captiontext", "figcaption",     "wpcaption",
          "wpcaptiontext", "imagecaption", "imgcaption",  "imgdescription", "imagedescription",
          "imagetitle",    "photocaption", "imagecredit", "photocredit",    "piccredit",
          "credit",        "credits",      "legend",      "photographer",   "imagesource",
          "photo",         "gallery",      "image",       "media"}},
        {kBylineHint,
         {"byline",       "bylines",     "author",      "authors",     "authorname", "dateline",
          "postmetadata", "timestamp",   "pubdate",     "publishdate", "published",  "postdate",
          "entrydate",    "articledate", "date",        "datetime",    "time",       "updated",
          "postinfo",     "articleinfo", "articlemeta", "meta",        "metadata",   "contributor",
          "contributors", "readingtime", "readtime"}},
        {kHeadlineHint,
         {"headline", "headlines", "title", "posttitle", "entrytitle", "articletitle", "pagetitle",
          "storytitle", "articleheadline", "articlehead", "articleheader", "kicker", "eyebrow",
          "overline"}},
        {kHiddenHint,
         {"hidden", "hide", "visuallyhidden", "sronly", "screenreader", "screenreadertext",
          "screenreaderonly", "offscreen", "invisible", "displaynone", "printonly", "noscript",
          "accessibility", "a11y"}},
        {kAuthorHint,
         {"byline",     "bylines",     "author",       "authors",           "autor",
          "autoren",    "autore",      "auteur",       "contributor",       "contributors",
          "writer",     "reporter",    "authorname",   "authorbio",         "authorbox",
          "authorinfo", "aboutauthor", "aboutauthors", "authordescription", "authorprofile",
          "biography",  "bio"}},
    };
    for (const auto& row : rows) {
      for (const absl::string_view word : row.words) {
        if (!word.empty()) (*lexicon)[word] |= row.hint;
      }
    }
    return lexicon;
  }();
  return *kLexicon;
}

// The words of a name, in lower case, one after the other in `letters`.
class Words {
 public:
  explicit Words(std::string_view names) {
    char previous = ' ';
    for (const char c : names.substr(0, kMaxNameBytes)) {
      const auto byte = static_cast<unsigned char>(c);
      const bool letter = absl::ascii_isalnum(byte) || byte >= 0x80;
      if (!letter) {
        End(absl::ascii_isspace(byte));
      } else {
        const bool camel =
            absl::ascii_isupper(byte) && absl::ascii_islower(static_cast<unsigned char>(previous));
        if (camel) End(false);
        letters_.push_back(absl::ascii_tolower(byte));
      }
      previous = c;
    }
    End(true);
  }

  // All runs of up to three words of one name.
  template <typename F>
  void ForEachRun(F f) const {
    for (size_t i = 0; i < count_; ++i) {
      for (size_t j = i; j < count_ && j < i + 3; ++j) {
        f(absl::string_view(letters_).substr(ends_[i], ends_[j + 1] - ends_[i]));
        if (closes_[j]) break;
      }
    }
  }

 private:
  void End(bool closes_name) {
    if (letters_.size() > ends_[count_] && count_ + 1 < kMaxWords) {
      ends_[++count_] = letters_.size();
      closes_[count_ - 1] = closes_name;
    } else if (count_ > 0 && closes_name) {
      closes_[count_ - 1] = true;
    }
  }

  std::string letters_;
  std::array<size_t, kMaxWords + 1> ends_ = {};
  std::array<bool, kMaxWords> closes_ = {};
  size_t count_ = 0;
};

}  // namespace

uint16_t HintTable::Of(std::string_view names) {
  if (names.empty()) return 0;
  const absl::string_view key(names.data(), std::min(names.size(), kMaxNameBytes));
  if (const auto found = known_.find(key); found != known_.end()) return found->second;
  uint16_t hints = 0;
  Words(names).ForEachRun([&](absl::string_view run) {
    if (const auto found = Lexicon().find(run); found != Lexicon().end()) hints |= found->second;
  });
  known_.emplace(std::string(key), hints);
  return hints;
}

}  // namespace newsprint::page
