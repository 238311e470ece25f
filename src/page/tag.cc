#include "page/tag.h"

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"

namespace newsprint::page {

Tag TagOf(std::string_view name) {
  static const auto* const kTags = new absl::flat_hash_map<absl::string_view, Tag>{
      {"a", Tag::kA},
      {"address", Tag::kAddress},
      {"article", Tag::kArticle},
      {"aside", Tag::kAside},
      {"audio", Tag::kAudio},
      {"base", Tag::kBase},
      {"blockquote", Tag::kBlockquote},
      {"body", Tag::kBody},
      {"br", Tag::kBr},
      {"button", Tag::kButton},
      {"canvas", Tag::kCanvas},
      {"caption", Tag::kCaption},
      {"cite", Tag::kCite},
      {"datalist", Tag::kDatalist},
      {"dd", Tag::kDd},
      {"details", Tag::kDetails},
      {"dialog", Tag::kDialog},
      {"div", Tag::kDiv},
      {"dl", Tag::kDl},
      {"dt", Tag::kDt},
      {"embed", Tag::kEmbed},
      {"fieldset", Tag::kFieldset},
      {"figcaption", Tag::kFigcaption},
      {"figure", Tag::kFigure},
      {"footer", Tag::kFooter},
      {"form", Tag::kForm},
      {"frame", Tag::kFrame},
      {"frameset", Tag::kFrameset},
      {"h1", Tag::kH1},
      {"h2", Tag::kH2},
      {"h3", Tag::kH3},
      {"h4", Tag::kH4},
      {"h5", Tag::kH5},
      {"h6", Tag::kH6},
      {"head", Tag::kHead},
      {"header", Tag::kHeader},
      {"hr", Tag::kHr},
      {"html", Tag::kHtml},
      {"iframe", Tag::kIframe},
      {"img", Tag::kImg},
      {"input", Tag::kInput},
      {"label", Tag::kLabel},
      {"legend", Tag::kLegend},
      {"li", Tag::kLi},
      {"link", Tag::kLink},
      {"main", Tag::kMain},
      {"map", Tag::kMap},
      {"math", Tag::kMath},
      {"menu", Tag::kMenu},
      {"meta", Tag::kMeta},
      {"nav", Tag::kNav},
      {"noscript", Tag::kNoscript},
      {"object", Tag::kObject},
      {"ol", Tag::kOl},
      {"option", Tag::kOption},
      {"p", Tag::kP},
      {"picture", Tag::kPicture},
      {"pre", Tag::kPre},
      {"script", Tag::kScript},
      {"section", Tag::kSection},
      {"select", Tag::kSelect},
      {"style", Tag::kStyle},
      {"summary", Tag::kSummary},
      {"sup", Tag::kSup},
      {"svg", Tag::kSvg},
      {"table", Tag::kTable},
      {"tbody", Tag::kTbody},
      {"td", Tag::kTd},
      {"template", Tag::kTemplate},
      {"textarea", Tag::kTextarea},
      {"tfoot", Tag::kTfoot},
      {"th", Tag::kTh},
      {"thead", Tag::kThead},
      {"time", Tag::kTime},
      {"title", Tag::kTitle},
      {"tr", Tag::kTr},
      {"ul", Tag::kUl},
      {"video", Tag::kVideo},
  };
  const auto found = kTags->find(absl::string_view(name.data(), name.size()));
  return found == kTags->end() ? Tag::kOther : found->second;
}

bool IsBlock(Tag tag) {
  switch (tag) {
    case Tag::kAddress:
    case Tag::kArticle:
    case Tag::kAside:
    case Tag::kBlockquote:
    case Tag::kBody:
    case Tag::kCaption:
    case Tag::kDd:
    case Tag::kDetails:
    case Tag::kDialog:
    case Tag::kDiv:
    case Tag::kDl:
    case Tag::kDt:
    case Tag::kFieldset:
    case Tag::kFigcaption:
    case Tag::kFigure:
    case Tag::kFooter:
    case Tag::kForm:
    case Tag::kH1:
    case Tag::kH2:
    case Tag::kH3:
    case Tag::kH4:
    case Tag::kH5:
    case Tag::kH6:
    case Tag::kHeader:
    case Tag::kHr:
    case Tag::kHtml:
    case Tag::kLegend:
    case Tag::kLi:
    case Tag::kMain:
    case Tag::kMenu:
    case Tag::kNav:
    case Tag::kOl:
    case Tag::kOption:
    case Tag::kP:
    case Tag::kPre:
    case Tag::kSection:
    case Tag::kSummary:
    case Tag::kTable:
    case Tag::kTbody:
    case Tag::kTd:
    case Tag::kTfoot:
    case Tag::kTh:
    case Tag::kThead:
    case Tag::kTr:
    case Tag::kUl:
      return true;
    default:
      return false;
  }
}

bool IsInvisible(Tag tag) {
  switch (tag) {
    case Tag::kAudio:
    case Tag::kButton:
    case Tag::kCanvas:
    case Tag::kDatalist:
    case Tag::kEmbed:
    case Tag::kFrame:
    case Tag::kFrameset:
    case Tag::kIframe:
    case Tag::kInput:
    case Tag::kMap:
    case Tag::kMath:
    case Tag::kNoscript:
    case Tag::kObject:
    case Tag::kOption:
    case Tag::kScript:
    case Tag::kSelect:
    case Tag::kStyle:
    case Tag::kSvg:
    case Tag::kTemplate:
    case Tag::kTextarea:
    case Tag::kTitle:
    case Tag::kVideo:
      return true;
    default:
      return false;
  }
}

bool IsHeading(Tag tag) { return tag >= Tag::kH1 && tag <= Tag::kH6; }

}  // namespace newsprint::page
