#include <array>

#include "index/head.h"
#include "index/index_key.h"
#include "index/query.h"
#include "newsprint/index/index.h"

namespace newsprint {
namespace {

class HeadIndex final : public Index {
 public:
  void Add(uint64_t ordinal, const Fingerprint& fingerprint) override {
    head_.Add(ordinal, fingerprint);
  }

  void Remove(uint64_t ordinal) override { head_.Remove(ordinal); }

  IndexReply Find(const Fingerprint& fingerprint, const IndexQuery& query) const override {
    const std::vector<IndexKey> keys = KeysOf(fingerprint);
    const Head::ReadLock lock(head_);
    return FindInParts(parts_, keys, query);
  }

  std::vector<std::vector<uint64_t>> AnchorHolders(std::span<const Anchor> anchors,
                                                   size_t limit) const override {
    const Head::ReadLock lock(head_);
    return HoldersInParts(parts_, anchors, limit);
  }

  IndexStats Stats() const override {
    const Head::ReadLock lock(head_);
    return {.articles = head_.articles() - head_.removed_articles(),
            .postings = head_.postings(),
            .head_articles = head_.articles() - head_.removed_articles(),
            .head_bytes = head_.bytes()};
  }

 private:
  Head head_;
  const std::array<const Part*, 1> parts_ = {&head_};
};

}  // namespace

std::unique_ptr<Index> CreateHeadIndex() { return std::make_unique<HeadIndex>(); }

}  // namespace newsprint
