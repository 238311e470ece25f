// SHA-256 (FIPS 180-4), in hex: names texts and files for whoever has to prove later which they
// were.
#ifndef NEWSPRINT_SRC_AUDIT_SHA256_H_
#define NEWSPRINT_SRC_AUDIT_SHA256_H_

#include <string>
#include <string_view>

namespace newsprint {

// 64 hex digits.
std::string Sha256Hex(std::string_view bytes);

}  // namespace newsprint

#endif  // NEWSPRINT_SRC_AUDIT_SHA256_H_
