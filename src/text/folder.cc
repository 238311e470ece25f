#include "text/folder.h"

#include <optional>

#include "text/entity.h"

namespace newsprint::text {
namespace {

struct DecodedChar {
  char32_t character;
  size_t size;
};

// Of well-formed UTF-8.
DecodedChar DecodeUtf8(const char* p) {
  const auto byte = [p](int i) { return static_cast<unsigned char>(p[i]); };
  const auto tail = [&](int i) { return static_cast<char32_t>(byte(i) & 0x3f); };
  const char32_t lead = byte(0);
  if (lead < 0x80) return {lead, 1};
  if (lead < 0xe0) return {(lead & 0x1f) << 6 | tail(1), 2};
  if (lead < 0xf0) return {(lead & 0x0f) << 12 | tail(1) << 6 | tail(2), 3};
  return {(lead & 0x07) << 18 | tail(1) << 12 | tail(2) << 6 | tail(3), 4};
}

}  // namespace

bool Folder::Read(SourceChar& next) {
  while (position_ < end_) {
    DecodedChar decoded = DecodeUtf8(text_.data() + position_);
    if (decoded.character == U'&') {
      const std::optional<Entity> entity = DecodeEntity(text_.substr(position_, end_ - position_));
      if (entity) decoded = {entity->character, entity->size};
    }
    const size_t begin = position_;
    position_ += decoded.size;
    const CharFold fold = table_.Lookup(decoded.character);
    if (fold.dropped()) continue;
    next = {
        decoded.character, fold, {static_cast<uint32_t>(begin), static_cast<uint32_t>(position_)}};
    return true;
  }
  return false;
}

void Folder::QueueSegment(const SourceChar& current) {
  queue_.clear();
  queued_ = 0;
  Span source = current.source;
  const auto queue = [&](std::u32string_view characters) {
    for (const char32_t c : characters) {
      queue_.push_back({table_.Lookup(c), source, current.fold.upper_case()});
    }
  };
  if (StandsAlone(current)) {
    queue(table_.Expansion(current.fold));
    return;
  }
  std::u32string segment(1, current.character);
  while (has_ahead_ && !ahead_.fold.begins_segment() && segment.size() < kMaxSegmentChars) {
    segment.push_back(ahead_.character);
    source.end = ahead_.source.end;
    has_ahead_ = Read(ahead_);
  }
  queue(FoldSegment(segment));
}

}  // namespace newsprint::text
