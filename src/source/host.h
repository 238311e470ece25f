// Hosts and addresses in text, by their ASCII form.
#ifndef NEWSPRINT_SOURCE_HOST_H_
#define NEWSPRINT_SOURCE_HOST_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "newsprint/article/span.h"

namespace newsprint::source {

// The host of a URL, or of what starts with a host: lower case, without port, user, "www." and a
// final dot. Empty if there is none.
std::string HostOf(std::string_view url);

// Whether `domain` could be a host: at least two labels of letters, digits and hyphens (or of
// characters outside ASCII), at most 253 bytes.
bool IsDomain(std::string_view domain);

// `host` and the domains above it, longest first, down to two labels: "a.b.org", "b.org".
std::vector<std::string_view> DomainsAbove(std::string_view host);

struct Address {
  Span span;          // In the text that it was found in.
  bool url = false;   // Has a scheme or a path, so it is more than a host.
  bool mail = false;  // user@host, or an @handle.
  std::string host;   // As HostOf.
};

// The next address that starts in [begin, end) of `text`; nullopt if there is none. "U.S." and
// "5.3" look like hosts and are given, too. Time: O(bytes passed over).
std::optional<Address> NextAddress(std::string_view text, size_t begin, size_t end);

}  // namespace newsprint::source

#endif  // NEWSPRINT_SOURCE_HOST_H_
