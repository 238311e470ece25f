// The elements of HTML that extraction tells apart.
#ifndef NEWSPRINT_PAGE_TAG_H_
#define NEWSPRINT_PAGE_TAG_H_

#include <cstdint>
#include <string_view>

namespace newsprint::page {

enum class Tag : uint8_t {
  kText,   // Not an element: a run of characters.
  kOther,  // An element that the table does not list, such as a custom one.
  kA,
  kAddress,
  kArticle,
  kAside,
  kAudio,
  kBase,
  kBlockquote,
  kBody,
  kBr,
  kButton,
  kCanvas,
  kCaption,
  kCite,
  kDatalist,
  kDd,
  kDetails,
  kDialog,
  kDiv,
  kDl,
  kDt,
  kEmbed,
  kFieldset,
  kFigcaption,
  kFigure,
  kFooter,
  kForm,
  kFrame,
  kFrameset,
  kH1,
  kH2,
  kH3,
  kH4,
  kH5,
  kH6,
  kHead,
  kHeader,
  kHr,
  kHtml,
  kIframe,
  kImg,
  kInput,
  kLabel,
  kLegend,
  kLi,
  kLink,
  kMain,
  kMap,
  kMath,
  kMenu,
  kMeta,
  kNav,
  kNoscript,
  kObject,
  kOl,
  kOption,
  kP,
  kPicture,
  kPre,
  kScript,
  kSection,
  kSelect,
  kStyle,
  kSummary,
  kSup,
  kSvg,
  kTable,
  kTbody,
  kTd,
  kTemplate,
  kTextarea,
  kTfoot,
  kTh,
  kThead,
  kTime,
  kTitle,
  kTr,
  kUl,
  kVideo,
};

// `name` in lower case. Time: O(name.size()).
Tag TagOf(std::string_view name);

// Whether the element stands on lines of its own when rendered.
bool IsBlock(Tag tag);

// Whether nothing in the element is shown as text: scripts, styles, embedded media, form controls.
bool IsInvisible(Tag tag);

bool IsHeading(Tag tag);

}  // namespace newsprint::page

#endif  // NEWSPRINT_PAGE_TAG_H_
