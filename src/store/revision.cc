#include "store/revision.h"

#include <xxhash.h>

#include <memory>
#include <random>
#include <string>
#include <string_view>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "newsprint/article/status.h"

namespace newsprint {
namespace store {
namespace {

uint64_t Random64() {
  std::random_device device;  // The kernel's generator, or the processor's.
  return uint64_t{device()} << 32 | device();
}

absl::Time CutToInstant(absl::Time time) { return FromInstant(ToInstant(time)); }

}  // namespace

Instant ToInstant(absl::Time time) {
  const int64_t seconds = absl::ToUnixSeconds(time);
  return {.seconds = seconds,
          .nanos = static_cast<uint32_t>(
              absl::ToInt64Nanoseconds(time - absl::FromUnixSeconds(seconds)))};
}

absl::Time FromInstant(Instant instant) {
  return absl::FromUnixSeconds(instant.seconds) + absl::Nanoseconds(instant.nanos);
}

absl::Status PrepareArticle(Article& article) {
  NEWSPRINT_RETURN_IF_ERROR(ValidateArticle(
      article, {.max_body_bytes = kMaxStoredBodyBytes, .max_field_bytes = kMaxStoredFieldBytes}));
  if (!article.first_seen_at) {
    return absl::InvalidArgumentError(
        absl::StrCat("first_seen_at: missing in article '", article.id.value(), "'"));
  }
  article.first_seen_at = CutToInstant(*article.first_seen_at);
  if (article.published_at) article.published_at = CutToInstant(*article.published_at);
  return absl::OkStatus();
}

absl::Status CheckNextRevision(const ArticleId& id, uint32_t newest, uint32_t revision) {
  if (revision != 0 && revision - 1 == newest) return absl::OkStatus();
  return absl::AbortedError(absl::StrCat("article '", id.value(), "': revision ", revision,
                                         " does not follow the newest, which is ", newest));
}

absl::Status CheckEdges(std::span<const RevisionEdges> matched) {
  for (const auto& [newer, edges] : matched) {
    for (const StoredEdge& edge : edges) {
      if (edge.newer == newer && edge.older < newer && edge.older != 0) continue;
      return absl::InvalidArgumentError(absl::StrCat("edge from ordinal ", edge.newer, " to ",
                                                     edge.older, ": must be from ", newer,
                                                     " to a lower one"));
    }
  }
  return absl::OkStatus();
}

absl::Status CheckRecords(std::span<const StoredRecord> records) {
  for (const StoredRecord& record : records) {
    if (record.key.empty() || record.key.size() > kMaxRecordKeyBytes) {
      return absl::InvalidArgumentError(absl::StrCat("a record's key has ", record.key.size(),
                                                     " bytes, the range is 1 to ",
                                                     kMaxRecordKeyBytes));
    }
    if (record.value.size() > kMaxRecordBytes) {
      return absl::InvalidArgumentError(absl::StrCat("record '", record.key, "' has ",
                                                     record.value.size(), " bytes, the limit is ",
                                                     kMaxRecordBytes));
    }
  }
  return absl::OkStatus();
}

StoreIdentity NewIdentity(const StoreOptions& options) {
  return {.store_id = absl::StrFormat("%016x%016x", Random64(), Random64()),
          .scheme = options.scheme,
          .seed = options.seed ? *options.seed : Random64()};
}

absl::Status OrdinalNotFound(Ordinal ordinal) {
  return absl::NotFoundError(absl::StrCat("no article has ordinal ", ordinal));
}

absl::Status IdNotFound(const ArticleId& id, uint32_t revision) {
  if (revision == 0) return absl::NotFoundError(absl::StrCat("no article '", id.value(), "'"));
  return absl::NotFoundError(
      absl::StrCat("no revision ", revision, " of article '", id.value(), "'"));
}

}  // namespace store

// On disk since format 1: neither the order of the fields nor the hash may change.
uint64_t ContentHash(const Article& article) {
  const std::unique_ptr<XXH3_state_t, decltype(&XXH3_freeState)> state(XXH3_createState(),
                                                                       &XXH3_freeState);
  XXH3_64bits_reset(state.get());
  const auto add_number = [&](uint64_t number) {
    unsigned char bytes[sizeof(number)];
    for (unsigned char& byte : bytes) {
      byte = static_cast<unsigned char>(number);
      number >>= 8;
    }
    XXH3_64bits_update(state.get(), bytes, sizeof(bytes));
  };
  // Lengths keep ("ab", "c") and ("a", "bc") apart.
  for (const std::string_view text :
       {std::string_view(article.body), std::string_view(article.title),
        std::string_view(article.url), std::string_view(article.publisher),
        std::string_view(article.language)}) {
    add_number(text.size());
    XXH3_64bits_update(state.get(), text.data(), text.size());
  }
  add_number(article.published_at ? 1 : 0);
  if (article.published_at) {
    const store::Instant instant = store::ToInstant(*article.published_at);
    add_number(static_cast<uint64_t>(instant.seconds));
    add_number(instant.nanos);
  }
  // An article without signals has the hash that it had before there were any.
  for (const OriginSignal& signal : article.signals) {
    add_number(static_cast<uint64_t>(signal.kind));
    add_number(signal.value.size());
    XXH3_64bits_update(state.get(), signal.value.data(), signal.value.size());
    add_number(signal.span.begin);
    add_number(signal.span.end);
  }
  return XXH3_64bits_digest(state.get());
}

}  // namespace newsprint
