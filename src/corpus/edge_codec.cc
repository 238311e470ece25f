#include "corpus/edge_codec.h"

#include "absl/strings/str_cat.h"
#include "newsprint/storage/v1/edge.pb.h"

namespace newsprint {
namespace {

constexpr int kNumbersPerPassage = 7;

}  // namespace

std::string EncodeEdge(const Match& match) {
  storage::v1::EdgeRecord record;
  record.set_relation(static_cast<uint32_t>(match.relation));
  record.set_resemblance(match.resemblance);
  record.set_containment_newer(match.containment_a);
  record.set_containment_older(match.containment_b);
  record.set_insufficient_evidence(match.insufficient_evidence);
  uint32_t last_end = 0;
  for (const Passage& passage : match.passages) {
    record.add_passages(passage.a.begin - last_end);
    record.add_passages(passage.a.size());
    record.add_passages(passage.b.begin);
    record.add_passages(passage.b.size());
    record.add_passages(passage.words);
    record.add_passages(passage.words_a);
    record.add_passages(passage.words_b);
    last_end = passage.a.end;
  }
  return record.SerializeAsString();
}

absl::StatusOr<Match> DecodeEdge(std::string_view bytes) {
  storage::v1::EdgeRecord record;
  if (!record.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())) ||
      record.passages_size() % kNumbersPerPassage != 0 ||
      record.relation() > static_cast<uint32_t>(Relation::kExcerpt)) {
    return absl::DataLossError(absl::StrCat("edge record of ", bytes.size(), " bytes is damaged"));
  }
  Match match;
  match.relation = static_cast<Relation>(record.relation());
  match.resemblance = record.resemblance();
  match.containment_a = record.containment_newer();
  match.containment_b = record.containment_older();
  match.insufficient_evidence = record.insufficient_evidence();
  uint32_t last_end = 0;
  for (int i = 0; i < record.passages_size(); i += kNumbersPerPassage) {
    Passage passage;
    passage.a.begin = last_end + record.passages(i);
    passage.a.end = passage.a.begin + record.passages(i + 1);
    passage.b.begin = record.passages(i + 2);
    passage.b.end = passage.b.begin + record.passages(i + 3);
    passage.words = record.passages(i + 4);
    passage.words_a = record.passages(i + 5);
    passage.words_b = record.passages(i + 6);
    last_end = passage.a.end;
    match.passages.push_back(passage);
  }
  return match;
}

}  // namespace newsprint
