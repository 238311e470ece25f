// Fingerprints made without a text, the same on every machine and in every run.
#ifndef NEWSPRINT_TESTS_INDEX_FINGERPRINTS_H_
#define NEWSPRINT_TESTS_INDEX_FINGERPRINTS_H_

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <ostream>
#include <random>

#include "newsprint/index/index.h"
#include "newsprint/sketch/fingerprint.h"

namespace newsprint {

// Of a text of `words` random words, which shares nothing with any other.
Fingerprint UniqueArticle(size_t words, std::mt19937_64& random);

// From few values, so that articles share keys of every kind: most keys are rare, some are in a
// good part of all articles, and one anchor in every article is said twice.
Fingerprint CrowdedArticle(std::mt19937_64& random);

// Nothing but anchors, one a position.
Fingerprint WithAnchors(std::initializer_list<uint64_t> hashes);

// Its bands all differ from those of other values.
Signature UniformSignature(uint32_t value);

// For messages of failed expectations.
std::ostream& operator<<(std::ostream& out, const Candidate& candidate);

}  // namespace newsprint

#endif  // NEWSPRINT_TESTS_INDEX_FINGERPRINTS_H_
