#include "corpus/deletion_note.h"

#include <gtest/gtest.h>

namespace newsprint {
namespace {

TEST(DeletionNote, GivesBackWhatItTook) {
  for (const std::set<std::string>& sources :
       {std::set<std::string>{}, {"rferl"}, {"ap", "rferl"}}) {
    EXPECT_EQ(DecodeDeletionNote(EncodeDeletionNote(sources)), sources);
  }
}

TEST(DeletionNote, SaysNothingOfWhatIsNotKnown) {
  for (const std::string_view bytes : {"", "\xff\xff", "\x0a\x05rferl"}) {
    EXPECT_EQ(DecodeDeletionNote(bytes), std::nullopt) << bytes.size();
  }
}

}  // namespace
}  // namespace newsprint
