// Words that were misread by a machine, as against words that an editor changed.
#ifndef NEWSPRINT_SRC_AUDIT_NOISE_H_
#define NEWSPRINT_SRC_AUDIT_NOISE_H_

#include <string_view>

namespace newsprint {

// Whether `b` may be `a` with letters misread: similar, and neither two figures nor two spellings
// of one word (colour and color, organise and organize), which an editor chooses. In folded words.
bool MayBeMisread(std::string_view a, std::string_view b);

// The same for short words too, of which one letter may differ: only where it is known that the
// text has noise, since "has" and "had" differ so.
bool MayBeMisreadInNoise(std::string_view a, std::string_view b);

}  // namespace newsprint

#endif  // NEWSPRINT_SRC_AUDIT_NOISE_H_
