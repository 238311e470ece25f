#include "page/url.h"

#include <algorithm>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/string_view.h"

namespace newsprint::page {
namespace {

absl::string_view View(std::string_view text) { return {text.data(), text.size()}; }

// Views into one absolute http(s) URL.
struct Parts {
  std::string_view scheme;     // "https:"
  std::string_view authority;  // "//example.org:80"
  std::string_view path;       // "/a/b"
  std::string_view query;      // "?q"
};

size_t SchemeSize(std::string_view url) {
  if (url.empty() || !absl::ascii_isalpha(static_cast<unsigned char>(url[0]))) return 0;
  for (size_t i = 1; i < url.size(); ++i) {
    const auto c = static_cast<unsigned char>(url[i]);
    if (c == ':') return i + 1;
    if (!absl::ascii_isalnum(c) && c != '+' && c != '-' && c != '.') return 0;
  }
  return 0;
}

bool IsWeb(std::string_view scheme) {
  return absl::EqualsIgnoreCase(View(scheme), "http:") ||
         absl::EqualsIgnoreCase(View(scheme), "https:");
}

bool Split(std::string_view url, Parts& parts) {
  const size_t scheme = SchemeSize(url);
  parts.scheme = url.substr(0, scheme);
  if (!IsWeb(parts.scheme) || url.substr(scheme, 2) != "//") return false;
  const size_t path = std::min(url.find_first_of("/?#", scheme + 2), url.size());
  parts.authority = url.substr(scheme, path - scheme);
  const size_t query = std::min(url.find_first_of("?#", path), url.size());
  parts.path = url.substr(path, query - path);
  const size_t fragment = std::min(url.find('#', query), url.size());
  parts.query = url.substr(query, fragment - query);
  return parts.authority.size() > 2;
}

std::string RemoveDots(std::string_view path) {
  std::vector<std::string_view> segments;
  bool slash_at_end = false;
  for (size_t at = 1; at <= path.size();) {
    const size_t end = std::min(path.find('/', at), path.size());
    const std::string_view segment = path.substr(at, end - at);
    slash_at_end = segment == "." || segment == "..";
    if (segment == "..") {
      if (!segments.empty()) segments.pop_back();
    } else if (segment != ".") {
      segments.push_back(segment);
    }
    at = end + 1;
  }
  std::string out;
  for (const std::string_view segment : segments) out.append("/").append(segment);
  if (slash_at_end || out.empty()) out.push_back('/');
  return out;
}

std::string Join(const Parts& parts, std::string_view path_query_fragment) {
  std::string out = absl::AsciiStrToLower(View(parts.scheme));
  out.append(parts.authority);
  const size_t end = std::min(path_query_fragment.find_first_of("?#"), path_query_fragment.size());
  out.append(RemoveDots(path_query_fragment.substr(0, end)));
  out.append(path_query_fragment.substr(end));
  return out;
}

}  // namespace

std::string ResolveUrl(std::string_view base, std::string_view reference) {
  std::string ref;
  for (const char c : reference) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte > 0x20 && byte != 0x7f) {
      ref.push_back(c);
    } else if (byte == ' ' && !ref.empty()) {
      ref.append("%20");
    }
  }
  while (ref.ends_with("%20")) ref.resize(ref.size() - 3);
  if (ref.empty() || ref[0] == '#') return {};
  Parts own, from;
  if (SchemeSize(ref) > 0) {
    if (!Split(ref, own)) return {};
    const size_t rest = own.scheme.size() + own.authority.size();
    return Join(own, std::string_view(ref).substr(rest));
  }
  if (!Split(base, from)) return {};
  if (ref.starts_with("//")) return ResolveUrl({}, std::string(from.scheme) + ref);
  if (ref[0] == '/') return Join(from, ref);
  if (ref[0] == '?') return Join(from, std::string(from.path) + ref);
  const size_t slash = from.path.rfind('/');
  return Join(
      from,
      std::string(slash == std::string_view::npos ? "/" : from.path.substr(0, slash + 1)) + ref);
}

std::string HostOf(std::string_view url) {
  Parts parts;
  if (!Split(url, parts)) return {};
  std::string_view host = parts.authority.substr(2);
  if (const size_t user = host.rfind('@'); user != std::string_view::npos)
    host.remove_prefix(user + 1);
  if (const size_t port = host.rfind(':'); port != std::string_view::npos && host.back() != ']') {
    host = host.substr(0, port);
  }
  std::string out = absl::AsciiStrToLower(View(host));
  if (out.starts_with("www.")) out.erase(0, 4);
  return out;
}

}  // namespace newsprint::page
