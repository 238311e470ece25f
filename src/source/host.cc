#include "source/host.h"

#include <algorithm>
#include <cstdint>

#include "absl/strings/ascii.h"

namespace newsprint::source {
namespace {

constexpr size_t kMaxHostBytes = 253;

bool IsHostChar(char c) {
  return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '-' || c == '.';
}

bool IsAddressChar(char c) {
  constexpr std::string_view kMarks = "-._~:/?#[]@!$&'*+,;=%";
  return absl::ascii_isalnum(static_cast<unsigned char>(c)) ||
         kMarks.find(c) != std::string_view::npos;
}

}  // namespace

std::string HostOf(std::string_view url) {
  if (const size_t scheme = url.find("://"); scheme != std::string_view::npos) {
    url.remove_prefix(scheme + 3);
  } else if (url.starts_with("//")) {
    url.remove_prefix(2);
  }
  url = url.substr(0, url.find_first_of("/?#"));
  if (const size_t user = url.rfind('@'); user != std::string_view::npos) {
    url.remove_prefix(user + 1);
  }
  url = url.substr(0, url.find(':'));
  while (url.ends_with('.')) url.remove_suffix(1);
  std::string host(url);
  std::transform(host.begin(), host.end(), host.begin(),
                 [](char c) { return absl::ascii_tolower(static_cast<unsigned char>(c)); });
  if (host.starts_with("www.")) host.erase(0, 4);
  return IsDomain(host) ? host : "";
}

bool IsDomain(std::string_view domain) {
  if (domain.empty() || domain.size() > kMaxHostBytes) return false;
  size_t labels = 0;
  for (size_t begin = 0; begin <= domain.size(); ++labels) {
    const size_t end = std::min(domain.find('.', begin), domain.size());
    if (end == begin) return false;
    for (const char c : domain.substr(begin, end - begin)) {
      if (!IsHostChar(c) && static_cast<unsigned char>(c) < 0x80) return false;
    }
    begin = end + 1;
  }
  return labels >= 2;
}

std::vector<std::string_view> DomainsAbove(std::string_view host) {
  std::vector<std::string_view> domains;
  while (host.find('.') != std::string_view::npos) {
    domains.push_back(host);
    host.remove_prefix(host.find('.') + 1);
  }
  return domains;
}

std::optional<Address> NextAddress(std::string_view text, size_t begin, size_t end) {
  while (begin < end) {
    if (!IsAddressChar(text[begin])) {
      ++begin;
      continue;
    }
    size_t stop = begin;
    while (stop < end && IsAddressChar(text[stop])) ++stop;
    const std::string_view run = text.substr(begin, stop - begin);
    // Most runs are plain words.
    if (run.find_first_of(".@") == std::string_view::npos) {
      begin = stop;
      continue;
    }
    // The run may open with marks, as in "(www.example.org)" or "-example.org".
    const size_t first = run.find_first_not_of("-._~:/?#[]!$&'*+,;=%");
    size_t last = run.size();
    while (last > 0 && std::string_view(".,;:!?'*]-").find(run[last - 1]) != std::string_view::npos)
      --last;
    if (first != std::string_view::npos && first < last) {
      const std::string_view body = run.substr(first, last - first);
      const size_t scheme = body.find("://");
      const std::string_view after =
          scheme == std::string_view::npos ? body : body.substr(scheme + 3);
      Address address;
      address.span = {static_cast<uint32_t>(begin + first), static_cast<uint32_t>(begin + last)};
      const size_t path = after.find('/');
      address.url = scheme != std::string_view::npos ||
                    (path != std::string_view::npos && path + 1 < after.size());
      address.mail = body.find('@') != std::string_view::npos;
      address.host = HostOf(body);
      if (!address.host.empty() || address.mail) return address;
    }
    begin = stop;
  }
  return std::nullopt;
}

}  // namespace newsprint::source
