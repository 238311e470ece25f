#include "corpus/text_cache.h"

#include <utility>

namespace newsprint {
namespace {

size_t BytesOf(const KnownText& known) {
  const PreparedText& text = known.text;
  size_t bytes =
      sizeof(KnownText) + text.tokens.size() * sizeof(Token) +
      (text.token_hashes.size() + text.shingles.size()) * sizeof(uint64_t) +
      known.anchors.size() * sizeof(Anchor) + known.lines.size() * sizeof(TextPart) +
      known.credits.size() * sizeof(ArticleCredit) +
      known.witness.pointers.size() * sizeof(OriginPointer) +
      text.marks.facts.size() * sizeof(uint32_t) +
      (text.marks.quoted.size() + text.marks.headlines.size() + text.marks.teasers.size()) *
          sizeof(Span);
  // The folded text ends where its last token does.
  if (!text.tokens.tokens().empty()) {
    const Token& last = text.tokens.tokens().back();
    bytes += last.folded_begin + last.folded_size;
  }
  return bytes;
}

}  // namespace

ArticleSummary Summarize(const StoredArticle& stored) {
  const Article& article = stored.article;
  return {.id = article.id,
          .revision = stored.revision,
          .ordinal = stored.ordinal,
          .title = article.title,
          .url = article.url,
          .publisher = article.publisher,
          .language = article.language,
          .published_at = article.published_at,
          .first_seen_at = article.first_seen_at};
}

void TextCache::SetSourcesVersion(uint64_t version) {
  const std::lock_guard lock(mutex_);
  sources_version_ = version;
  entries_.clear();
  by_ordinal_.clear();
  bytes_ = 0;
  witnesses_.clear();
  witness_order_.clear();
}

std::optional<OriginWitness> TextCache::FindWitness(Ordinal ordinal) {
  const std::lock_guard lock(mutex_);
  const auto found = witnesses_.find(ordinal);
  if (found == witnesses_.end()) return std::nullopt;
  return found->second;
}

std::shared_ptr<const KnownText> TextCache::Find(Ordinal ordinal) {
  const std::lock_guard lock(mutex_);
  const auto found = by_ordinal_.find(ordinal);
  if (found == by_ordinal_.end()) return nullptr;
  entries_.splice(entries_.begin(), entries_, found->second);
  return found->second->text;
}

void TextCache::Insert(Ordinal ordinal, std::shared_ptr<const KnownText> text) {
  const size_t bytes = BytesOf(*text);
  const std::lock_guard lock(mutex_);
  if (text->sources_version != sources_version_ || by_ordinal_.contains(ordinal)) return;
  if (witnesses_.insert_or_assign(ordinal, text->witness).second) {
    witness_order_.push_back(ordinal);
    if (witness_order_.size() > kMaxWitnesses) {
      witnesses_.erase(witness_order_.front());
      witness_order_.pop_front();
    }
  }
  entries_.push_front({ordinal, std::move(text), bytes});
  by_ordinal_[ordinal] = entries_.begin();
  bytes_ += bytes;
  while (bytes_ > capacity_bytes_ && entries_.size() > 1) {
    bytes_ -= entries_.back().bytes;
    by_ordinal_.erase(entries_.back().ordinal);
    entries_.pop_back();
  }
}

void TextCache::Erase(Ordinal ordinal) {
  const std::lock_guard lock(mutex_);
  witnesses_.erase(ordinal);
  const auto found = by_ordinal_.find(ordinal);
  if (found == by_ordinal_.end()) return;
  bytes_ -= found->second->bytes;
  entries_.erase(found->second);
  by_ordinal_.erase(found);
}

}  // namespace newsprint
