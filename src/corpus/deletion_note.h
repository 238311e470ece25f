// Which registered sources an article was told of by, kept for those who watch one of them once the
// article is gone: bytes of storage.v1.DeletionNote.
#ifndef NEWSPRINT_SRC_CORPUS_DELETION_NOTE_H_
#define NEWSPRINT_SRC_CORPUS_DELETION_NOTE_H_

#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace newsprint {

std::string EncodeDeletionNote(const std::set<std::string>& sources);

// Nothing if that is not known: the article could not be read when it went.
std::optional<std::set<std::string>> DecodeDeletionNote(std::string_view bytes);

}  // namespace newsprint

#endif  // NEWSPRINT_SRC_CORPUS_DELETION_NOTE_H_
