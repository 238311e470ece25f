// Texts that bring out what is hard about words: scripts side by side, marks, joiners, invisible
// characters, character references.
#ifndef NEWSPRINT_TESTS_ORACLE_RANDOM_TEXT_H_
#define NEWSPRINT_TESTS_ORACLE_RANDOM_TEXT_H_

#include <random>
#include <string>

namespace newsprint::oracle {

// `max_pieces` words, marks and separators, at random; equal for equal states of `random`.
std::string RandomText(std::mt19937_64& random, int max_pieces);

}  // namespace newsprint::oracle

#endif  // NEWSPRINT_TESTS_ORACLE_RANDOM_TEXT_H_
