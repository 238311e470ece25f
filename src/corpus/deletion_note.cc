#include "corpus/deletion_note.h"

#include "newsprint/storage/v1/edge.pb.h"

namespace newsprint {

std::string EncodeDeletionNote(const std::set<std::string>& sources) {
  storage::v1::DeletionNote note;
  note.set_sources_known(true);
  for (const std::string& source : sources) note.add_sources(source);
  return note.SerializeAsString();
}

std::optional<std::set<std::string>> DecodeDeletionNote(std::string_view bytes) {
  storage::v1::DeletionNote note;
  if (!note.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())) || !note.sources_known()) {
    return std::nullopt;
  }
  return std::set<std::string>(note.sources().begin(), note.sources().end());
}

}  // namespace newsprint
