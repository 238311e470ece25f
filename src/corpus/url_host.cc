#include "corpus/url_host.h"

#include <xxhash.h>

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

namespace newsprint {
namespace {

constexpr size_t kMaxDomainBytes = 253;  // RFC 1035.

absl::string_view View(std::string_view text) { return {text.data(), text.size()}; }

std::string Normalized(std::string_view host) {
  if (host.ends_with('.')) host.remove_suffix(1);
  return absl::AsciiStrToLower(View(host));
}

}  // namespace

std::string HostOf(std::string_view url) {
  for (const std::string_view scheme : {"https://", "http://"}) {
    if (!absl::StartsWithIgnoreCase(View(url), View(scheme))) continue;
    std::string_view authority = url.substr(scheme.size());
    authority = authority.substr(0, authority.find_first_of("/?#\\"));
    if (const size_t at = authority.rfind('@'); at != std::string_view::npos) {
      authority.remove_prefix(at + 1);
    }
    const bool is_ipv6 = authority.starts_with('[');
    return Normalized(is_ipv6 ? authority.substr(0, authority.find(']') + 1)
                              : authority.substr(0, authority.find(':')));
  }
  return "";
}

uint64_t PageKey(std::string_view url) {
  std::string host = HostOf(url);
  if (host.empty()) return 0;
  if (absl::StartsWith(host, "www.")) host.erase(0, 4);
  std::string_view rest = url.substr(url.find("//") + 2);
  const size_t path = rest.find_first_of("/?#\\");
  rest = path == std::string_view::npos ? std::string_view() : rest.substr(path);
  rest = rest.substr(0, rest.find('#'));
  if (rest.ends_with('/')) rest.remove_suffix(1);
  const std::string address = absl::StrCat(host, View(rest));
  return XXH3_64bits(address.data(), address.size());
}

std::string ReversedHost(std::string_view host) {
  std::string reversed;
  reversed.reserve(host.size() + 1);
  while (!host.empty()) {
    const size_t dot = host.rfind('.');
    const size_t begin = dot == std::string_view::npos ? 0 : dot + 1;
    reversed.append(host.substr(begin));
    reversed += '.';
    host = host.substr(0, dot == std::string_view::npos ? 0 : dot);
  }
  return reversed;
}

absl::StatusOr<std::string> ParseDomain(std::string_view domain) {
  const std::string host = Normalized(domain);
  const bool is_host = !host.empty() && host.size() <= kMaxDomainBytes && host.front() != '.' &&
                       host.find("..") == std::string::npos &&
                       std::ranges::none_of(host, [](char c) {
                         return c == '/' || c == ':' || c == '@' || c == '*' || c == '%' ||
                                absl::ascii_isspace(static_cast<unsigned char>(c)) ||
                                absl::ascii_iscntrl(static_cast<unsigned char>(c));
                       });
  if (is_host) return host;
  return absl::InvalidArgumentError(
      absl::StrCat("domain: must be a domain such as example.org, not '",
                   absl::CEscape(View(domain.substr(0, 80))), "'"));
}

}  // namespace newsprint
