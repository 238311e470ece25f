// What an article costs out of its page, beside the two HTML parsers that could be had, which only
// build their trees of it:
//
//   page_to_article   against gumbo
//   page_to_article_of_libxml2   against libxml2's own tree
//
// items_per_second are pages of about 120 KB, nine tenths of them furniture, as on news sites.
#include <benchmark/benchmark.h>
#include <gumbo.h>
#include <libxml/HTMLparser.h>

#include <random>
#include <string>

#include "absl/strings/str_cat.h"
#include "newsprint/page/page.h"

namespace newsprint::benchmarks {
namespace {

constexpr int kMenuLinks = 300;
constexpr int kParagraphs = 25;
constexpr int kTeasers = 120;

std::string Sentence(std::mt19937& random) {
  static constexpr const char* kWords[] = {"council", "river",  "the",   "of",     "agreed",
                                           "bridge",  "winter", "mayor", "report", "after",
                                           "before",  "people", "ferry", "again"};
  std::string text = "The";
  for (int i = 0; i < 16; ++i) absl::StrAppend(&text, " ", kWords[random() % std::size(kWords)]);
  return text + ", they said. ";
}

const std::string& SomePage() {
  static const auto& page = *new std::string([] {
    std::mt19937 random(1);
    std::string html =
        "<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>Ferry returns - "
        "Example</title>"
        "<script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"headline\":\"Ferry "
        "returns\","
        "\"datePublished\":\"2024-05-03T15:47:42+02:00\",\"author\":{\"name\":\"Jane "
        "Roe\"}}</script><script>";
    for (int i = 0; i < 600; ++i)
      absl::StrAppend(&html, "window.x", i, "=function(a){return a<", i, "};");
    html += "</script></head><body><nav class=\"main-menu\"><ul>";
    for (int i = 0; i < kMenuLinks; ++i) {
      absl::StrAppend(&html, "<li class=\"menu-item menu-item-", i, "\"><a href=\"/section/", i,
                      "\">Section ", i, "</a></li>");
    }
    html +=
        "</ul></nav><main><article class=\"post\"><h1>Ferry returns</h1><div "
        "class=\"article-body\">";
    for (int i = 0; i < kParagraphs; ++i) {
      absl::StrAppend(&html, "<p>", Sentence(random), Sentence(random), "<a href=\"/t/", i,
                      "\">More</a> ", Sentence(random),
                      "</p><div class=\"ad-slot\"><span data-unit=\"", i, "\"></span></div>");
    }
    html += "</div></article><section class=\"related-stories\">";
    for (int i = 0; i < kTeasers; ++i) {
      absl::StrAppend(&html,
                      "<div class=\"card card--small\"><div class=\"card__media\"><img src=\"/i/",
                      i, ".jpg\" alt=\"\" width=\"320\" height=\"180\"></div><h3><a href=\"/a/", i,
                      "\">", Sentence(random), "</a></h3><p>", Sentence(random), "</p></div>");
    }
    return html + "</section></main><footer><p>Copyright Example</p></footer></body></html>";
  }());
  return page;
}

void Count(benchmark::State& state) {
  state.SetItemsProcessed(state.iterations());
  state.SetBytesProcessed(static_cast<int64_t>(state.iterations() * SomePage().size()));
}

void Extract(benchmark::State& state) {
  for (auto _ : state) {
    auto page = ExtractPage(SomePage(), {});
    if (!page.ok()) {
      state.SkipWithError(page.status().ToString().c_str());
      return;
    }
    benchmark::DoNotOptimize(page->article.body.data());
  }
  Count(state);
}

void ParseByGumbo(benchmark::State& state) {
  for (auto _ : state) {
    GumboOutput* const tree =
        gumbo_parse_with_options(&kGumboDefaultOptions, SomePage().data(), SomePage().size());
    benchmark::DoNotOptimize(tree->root);
    gumbo_destroy_output(&kGumboDefaultOptions, tree);
  }
  Count(state);
}

void ParseByLibxml2(benchmark::State& state) {
  for (auto _ : state) {
    const htmlDocPtr tree =
        htmlReadMemory(SomePage().data(), static_cast<int>(SomePage().size()), nullptr, "utf-8",
                       HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING);
    benchmark::DoNotOptimize(tree);
    xmlFreeDoc(tree);
  }
  Count(state);
}

BENCHMARK(Extract)->Name("page_to_article/newsprint");
BENCHMARK(ParseByGumbo)->Name("page_to_article/baseline");
BENCHMARK(Extract)->Name("page_to_article_of_libxml2/newsprint");
BENCHMARK(ParseByLibxml2)->Name("page_to_article_of_libxml2/baseline");

}  // namespace
}  // namespace newsprint::benchmarks
