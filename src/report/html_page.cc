#include "report/html_page.h"

#include "absl/strings/str_cat.h"

namespace newsprint::report {
namespace {

std::string Escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

absl::string_view View(std::string_view text) { return {text.data(), text.size()}; }

}  // namespace

std::string InertJson(std::string_view json) {
  std::string out;
  out.reserve(json.size());
  for (size_t i = 0; i < json.size(); ++i) {
    // These stand in strings only, where an escape means the same.
    if (json[i] == '<') {
      out += "\\u003c";
    } else if (json[i] == '>') {
      out += "\\u003e";
    } else if (json[i] == '&') {
      out += "\\u0026";
    } else if (json.substr(i, 3) == "\u2028") {
      out += "\\u2028";
      i += 2;
    } else if (json.substr(i, 3) == "\u2029") {
      out += "\\u2029";
      i += 2;
    } else {
      out += json[i];
    }
  }
  return out;
}

std::string RenderHtml(const HtmlPage& page) {
  return absl::StrCat(
      "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src '",
      View(page.assets.script_hash), "'; style-src '", View(page.assets.style_hash),
      "'; base-uri 'none'; form-action 'none'\">\n"
      "<meta name=\"referrer\" content=\"no-referrer\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"generator\" content=\"",
      Escaped(page.generator), "\">\n<title>", Escaped(page.title), "</title>\n<style>",
      View(page.assets.style),
      "</style>\n</head>\n<body>\n<noscript>This page draws itself with a script of its own, which "
      "needs no network. Allow scripts to read it.</noscript>\n"
      "<script type=\"application/json\" id=\"data\">",
      InertJson(page.data), "</script>\n<script>", View(page.assets.script),
      "</script>\n</body>\n</html>\n");
}

}  // namespace newsprint::report
