// The host in a URL, and whether one host lies below another.
#ifndef NEWSPRINT_SRC_CORPUS_URL_HOST_H_
#define NEWSPRINT_SRC_CORPUS_URL_HOST_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace newsprint {

// Lower-case, without port, credentials and the dot of the root; empty for what is no http(s) URL.
std::string HostOf(std::string_view url);

// Equal for addresses that lead to one page: scheme, "www.", the case of the host, a fragment and a
// slash at the end aside. 0 for what is no http(s) URL.
uint64_t PageKey(std::string_view url);

// "www.example.org" -> "org.example.www.": what lies below a domain begins with the domain's.
std::string ReversedHost(std::string_view host);

// A domain as a caller writes it, in the form of HostOf.
//
// Errors: INVALID_ARGUMENT for anything but labels with dots in between: no URL, no port.
absl::StatusOr<std::string> ParseDomain(std::string_view domain);

}  // namespace newsprint

#endif  // NEWSPRINT_SRC_CORPUS_URL_HOST_H_
