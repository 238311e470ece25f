#include "source/cue_line.h"

#include <algorithm>

#include "source/host.h"
#include "source/line_reader.h"
#include "source/name_table.h"

namespace newsprint::source {
namespace {

// What a cue line is made of: a word, a mark of punctuation or a stand-in.
struct Item {
  std::string text;
  char32_t stand_in = 0;
  bool joins = false;  // No space before it.
  Span span;
};

class CueLineWriter {
 public:
  CueLineWriter(const PieceLine& read, const CuePatterns& words) : read_(read), words_(words) {}

  void AddPiece(size_t index) {
    const Piece& piece = read_.pieces[index];
    if (AfterName() && piece.kind != Piece::Kind::kMark && words_.nouns.contains(piece.folded)) {
      return;
    }
    if (AfterName() && piece.folded == "\"") return;
    if (piece.folded == ")" && EndsInRepeatedName()) {
      items_.resize(items_.size() - 2);
      return;
    }
    Item item;
    item.text = TextOf(piece);
    item.joins = Joins(index);
    item.span = piece.span;
    line_.scripts |= 1u << static_cast<int>(piece.script);
    items_.push_back(std::move(item));
  }

  void AddText(std::string_view text, Span span) {
    Item item;
    item.text = text;
    item.span = span;
    items_.push_back(std::move(item));
  }

  void AddStandIn(char32_t mark, Span span) {
    if (mark == kSourceMark) {
      DropBesideName();
      if (JoinsList()) return;
    }
    Item item;
    item.stand_in = mark;
    AppendUtf8(mark, item.text);
    item.span = span;
    items_.push_back(std::move(item));
  }

  void AddNaming(const Naming& naming) { line_.namings.push_back(naming); }

  CueLine Finish() {
    line_.words = CountWords(read_.pieces);
    for (const Item& item : items_) {
      if (!item.joins) line_.text += ' ';
      line_.begins.push_back(static_cast<uint32_t>(line_.text.size()));
      line_.spans.push_back(item.span);
      line_.text += item.text;
    }
    line_.text += ' ';
    return std::move(line_);
  }

 private:
  static std::string TextOf(const Piece& piece) {
    if (piece.kind == Piece::Kind::kNumber) return "0";
    // A private character of the text is not to pass for a stand-in.
    if (piece.folded >= "\ue000" && piece.folded < "\uf900") return "?";
    return piece.folded;
  }

  bool AfterName() const { return !items_.empty() && items_.back().stand_in == kSourceMark; }

  // "Korean Central News Agency (KCNA": the abbreviation says nothing new.
  bool EndsInRepeatedName() const {
    const size_t n = items_.size();
    const std::vector<Naming>& namings = line_.namings;
    return n >= 3 && items_[n - 1].stand_in == kSourceMark && items_[n - 2].text == "(" &&
           items_[n - 3].stand_in == kSourceMark && namings.size() >= 2 &&
           namings.back().party == namings[namings.size() - 2].party;
  }

  // Whether the piece is written as part of the word before it.
  bool Joins(size_t index) const {
    const Piece& piece = read_.pieces[index];
    if (index == 0 || !piece.glued || items_.empty() || items_.back().stand_in != 0) return false;
    const Piece& before = read_.pieces[index - 1];
    const auto is_joint = [](const Piece& p) { return p.folded == "'" || p.folded == "-"; };
    if (piece.kind == Piece::Kind::kIdeograph) return before.kind == Piece::Kind::kIdeograph;
    if (is_joint(piece)) {
      return before.kind == Piece::Kind::kWord && index + 1 < read_.pieces.size() &&
             read_.pieces[index + 1].kind == Piece::Kind::kWord && read_.pieces[index + 1].glued;
    }
    return piece.kind == Piece::Kind::kWord && is_joint(before) && items_.back().joins;
  }

  // Takes away what stands before a name and says nothing: "the news agency «".
  void DropBesideName() {
    while (!items_.empty() && items_.back().stand_in == 0) {
      const std::string& word = items_.back().text;
      if (word != "\"" && word != "'" && !words_.articles.contains(word) &&
          !words_.nouns.contains(word)) {
        break;
      }
      items_.pop_back();
    }
  }

  // Whether the name goes on with a list of names.
  bool JoinsList() {
    size_t joiners = 0;
    while (joiners < 2 && joiners < items_.size() &&
           words_.joiners.contains(items_[items_.size() - 1 - joiners].text)) {
      ++joiners;
    }
    if (joiners == items_.size() || items_[items_.size() - 1 - joiners].stand_in != kSourceMark) {
      return false;
    }
    items_.resize(items_.size() - joiners);
    return true;
  }

  const PieceLine& read_;
  const CuePatterns& words_;
  std::vector<Item> items_;
  CueLine line_;
};

}  // namespace

Span CueLine::SourceOf(Span range) const {
  const auto at = [this](uint32_t byte) {
    const auto after = std::upper_bound(begins.begin(), begins.end(), byte);
    return static_cast<size_t>(after - begins.begin()) - 1;
  };
  if (range.empty() || begins.empty()) return {};
  return {spans[at(range.begin)].begin, spans[at(range.end - 1)].end};
}

CueLine ReadCueLine(std::string_view text, Span line, const SourceRegistry& registry,
                    const CuePatterns& words, const Own& own) {
  const auto is_address = [&](const Address& address) {
    return address.url || address.mail || registry.FindByUrl(address.host).known();
  };
  const PieceLine read = ReadLine(text, line, is_address);
  const std::vector<NameHit> hits = registry.names().Find(read.pieces);
  CueLineWriter writer(read, words);
  auto hit = hits.begin();
  for (size_t i = 0; i < read.pieces.size(); ++i) {
    const Piece& piece = read.pieces[i];
    if (piece.kind == Piece::Kind::kAddress) {
      const Address& address = read.addresses[piece.address];
      const Party party = address.mail ? Party{} : registry.FindByUrl(address.host);
      if (!party.known()) {
        writer.AddStandIn(kAddressMark, piece.span);
        continue;
      }
      writer.AddNaming({party, piece.span, own.Is(party, registry), address.url});
      writer.AddStandIn(address.url ? kLinkMark : kSourceMark, piece.span);
      continue;
    }
    while (hit != hits.end() && hit->end <= i) ++hit;
    if (hit == hits.end() || hit->begin != i || !hit->party.known()) {
      writer.AddPiece(i);
      continue;
    }
    const Piece& last = read.pieces[hit->end - 1];
    const Span span{piece.span.begin, last.span.end};
    if (hit->prefix_bytes > 0) {
      writer.AddText(std::string_view(piece.folded).substr(0, hit->prefix_bytes), piece.span);
    }
    writer.AddNaming({hit->party, span, own.Is(hit->party, registry), false});
    writer.AddStandIn(kSourceMark, span);
    if (hit->suffix_bytes > 0) {
      writer.AddText(std::string_view(last.folded).substr(last.folded.size() - hit->suffix_bytes),
                     last.span);
    }
    i = hit->end - 1;
  }
  return writer.Finish();
}

}  // namespace newsprint::source
