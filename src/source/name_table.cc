#include "source/name_table.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <set>

#include "source/view.h"
#include "text/normalizer.h"

namespace newsprint::source {
namespace {

// Endings of an inflected name are no longer than this, in characters beyond the stem.
constexpr size_t kMaxEndingChars = 4;
constexpr size_t kMinInflectedChars = 4;
constexpr size_t kMinStemChars = 4;
constexpr size_t kMinHangulChars = 2;

// Languages in Latin letters that put endings on names; those in Cyrillic, Greek, Georgian and
// Armenian all do.
constexpr std::array<std::string_view, 25> kInflecting = {
    "az", "bs", "cnr", "cs", "de", "et", "eu", "fi", "hr", "hu", "is", "kk", "lt",
    "lv", "pl", "ro",  "sh", "sk", "sl", "sq", "sr", "tk", "tr", "tt", "uz"};

// A name of several words, none longer than this, is looked for as a whole: any of its words alone
// stands on most lines ("Bi" of "Bi-Bi-Si", the letters of "أ ف ب").
constexpr size_t kMaxShortChars = 3;
// What stands between them: white space, a mark or two. A class of all letters is more than RE2's
// automata bear.
constexpr std::string_view kBetweenShortWords = "[^0-9A-Za-z]{0,8}";

// What stands before a name with a capital: the begin of the word, or a prefix of the Bantu
// languages.
const std::string kBeforeName = "(?:\\b|[a-z])";

bool Inflects(char32_t c, std::string_view language) {
  if (c >= 0x370 && c < 0x590) return true;    // Greek, Cyrillic, Armenian.
  if (c >= 0x10a0 && c < 0x1100) return true;  // Georgian.
  if (c >= 0x250) return false;
  language = language.substr(0, language.find('-'));
  return std::find(kInflecting.begin(), kInflecting.end(), language) != kInflecting.end();
}

bool IsHangul(char32_t c) { return c >= 0xac00 && c < 0xd7b0; }

bool IsFinalVowel(char32_t c) {
  constexpr std::u32string_view kVowels = U"aeiouyąęаеёиоуыэюяйьіїєјαεηιουωά";
  return kVowels.find(c) != std::u32string_view::npos;
}

size_t CountChars(std::string_view utf8) {
  return static_cast<size_t>(
      std::count_if(utf8.begin(), utf8.end(), [](char c) { return (c & 0xc0) != 0x80; }));
}

// The bytes of the first `chars` characters; all if there are fewer.
std::string_view FirstChars(std::string_view utf8, size_t chars) {
  size_t i = 0;
  for (; i < utf8.size(); ++i) {
    if ((utf8[i] & 0xc0) != 0x80 && chars-- == 0) break;
  }
  return utf8.substr(0, i);
}

// What stays of a word when it is inflected; empty if it does not.
std::string StemOf(std::string_view folded, std::string_view language) {
  std::u32string word = DecodeUtf8(folded);
  if (IsHangul(word.front())) return word.size() < kMinHangulChars ? "" : std::string(folded);
  if (word.size() < kMinInflectedChars || !Inflects(word.front(), language)) return "";
  for (int i = 0; i < 2 && word.size() > kMinStemChars && IsFinalVowel(word.back()); ++i) {
    word.pop_back();
  }
  return std::string(FirstChars(folded, word.size()));
}

bool HasStem(std::string_view word, std::string_view stem) {
  return !stem.empty() && word.starts_with(stem) &&
         CountChars(word.substr(stem.size())) <= kMaxEndingChars;
}

bool IsWord(const Piece& piece) {
  return piece.kind == Piece::Kind::kWord || piece.kind == Piece::Kind::kNumber ||
         piece.kind == Piece::Kind::kIdeograph;
}

bool JoinsWordsOfNames(const Piece& piece) {
  return piece.kind == Piece::Kind::kMark &&
         std::string_view("-/.'&,").find(piece.folded) != std::string_view::npos;
}

// The bytes of the proclitics that may stand before a name in this word: none is listed.
std::vector<size_t> PrefixesOf(const Piece& piece) {
  size_t chars = 0;
  if (piece.script == LineScript::kArabic) chars = 2;
  if (piece.script == LineScript::kEthiopic) chars = 1;
  if (piece.script == LineScript::kOther && piece.folded >= "\u05d0" && piece.folded < "\u05eb") {
    chars = 1;  // Hebrew.
  }
  std::vector<size_t> prefixes;
  for (size_t i = 1; i <= chars; ++i) {
    const size_t bytes = FirstChars(piece.folded, i).size();
    if (bytes < piece.folded.size()) prefixes.push_back(bytes);
  }
  return prefixes;
}

std::string Decomposed(const std::string& text) {
  std::string nfd;
  text::Normalize(text::Nfd(), icu::UnicodeString::fromUTF8(text)).toUTF8String(nfd);
  return nfd;
}

bool IsAscii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return (c & 0x80) == 0; });
}

std::string UpperAscii(std::string text) {
  for (char& c : text) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return text;
}

}  // namespace

std::vector<NameTable::Word> NameTable::WordsOf(const SourceName& name,
                                                const std::vector<Piece>& pieces) {
  std::vector<Word> words;
  for (const Piece& piece : pieces) {
    if (!IsWord(piece)) continue;
    Word word;
    word.folded = piece.folded;
    if (piece.kind != Piece::Kind::kIdeograph) word.stem = StemOf(piece.folded, name.language);
    words.push_back(std::move(word));
  }
  size_t i = 0;
  for (const Piece& piece : pieces) {
    if (!IsWord(piece)) continue;
    const bool small = CountChars(piece.folded) <= 3;
    if (piece.all_capitals && small && CountChars(piece.folded) > 1) {
      words[i].letter_case = Case::kAllCapitals;
    } else if (piece.capital && !(small && words.size() > 1)) {
      words[i].letter_case = Case::kCapital;
    }
    ++i;
  }
  return words;
}

void NameTable::Add(const SourceName& name, Party party) {
  std::vector<Piece> pieces;
  AppendPieces(name.text, {0, static_cast<uint32_t>(name.text.size())}, pieces);
  Entry entry;
  entry.words = WordsOf(name, pieces);
  entry.party = party;
  if (entry.words.empty()) return;
  std::string whole;
  for (const Word& word : entry.words) {
    whole += word.folded;
    whole += ' ';
  }
  for (const Piece& piece : pieces) {
    if (IsWord(piece)) {
      entry.spelled.push_back(name.text.substr(piece.span.begin, piece.span.size()));
    }
  }
  if (!whole_.emplace(std::move(whole), party).second) return;
  const auto index = static_cast<uint32_t>(entries_.size());
  const Word& first = entry.words.front();
  if (first.stem.empty()) {
    by_first_word_[first.folded].push_back(index);
  } else {
    by_first_stem_[first.stem].push_back(index);
    min_stem_bytes_ = by_first_stem_.size() == 1 ? first.stem.size()
                                                 : std::min(min_stem_bytes_, first.stem.size());
  }
  entries_.push_back(std::move(entry));
}

void NameTable::Seal() {
  const auto longer = [this](uint32_t a, uint32_t b) {
    const size_t a_words = entries_[a].words.size(), b_words = entries_[b].words.size();
    return a_words != b_words ? a_words > b_words : a < b;
  };
  for (auto& [key, entries] : by_first_word_) std::sort(entries.begin(), entries.end(), longer);
  for (auto& [key, entries] : by_first_stem_) std::sort(entries.begin(), entries.end(), longer);
}

bool NameTable::Matches(const Entry& entry, const std::vector<Piece>& pieces, size_t at,
                        size_t prefix_bytes, NameHit& hit) const {
  size_t suffix_bytes = 0;
  const size_t begin = at;
  for (size_t i = 0; i < entry.words.size(); ++i) {
    if (i > 0) {
      for (int marks = 0; marks < 2 && at < pieces.size() && JoinsWordsOfNames(pieces[at]); ++marks)
        ++at;
    }
    if (at == pieces.size() || !IsWord(pieces[at])) return false;
    const Word& word = entry.words[i];
    const std::string_view folded =
        std::string_view(pieces[at].folded).substr(i == 0 ? prefix_bytes : 0);
    suffix_bytes = 0;
    if (folded != word.folded) {
      if (!HasStem(folded, word.stem)) return false;
      if (IsHangul(DecodeUtf8(word.stem).front())) suffix_bytes = folded.size() - word.stem.size();
    }
    // Scripts without capitals never miss one.
    if (pieces[at].script == LineScript::kLatin || pieces[at].script == LineScript::kCyrillic) {
      if (word.letter_case == Case::kCapital && !pieces[at].capital) return false;
      if (word.letter_case == Case::kAllCapitals && !pieces[at].all_capitals) return false;
    }
    ++at;
  }
  hit = {begin, at, entry.party, prefix_bytes, suffix_bytes};
  return true;
}

void NameTable::TryEntries(const std::vector<uint32_t>& entries, const std::vector<Piece>& pieces,
                           size_t at, size_t prefix_bytes, NameHit& best,
                           size_t& best_words) const {
  for (const uint32_t index : entries) {
    const Entry& entry = entries_[index];
    if (entry.words.size() <= best_words) break;
    NameHit hit;
    if (Matches(entry, pieces, at, prefix_bytes, hit)) {
      best = hit;
      best_words = entry.words.size();
      break;
    }
  }
}

std::vector<NameHit> NameTable::Find(const std::vector<Piece>& pieces) const {
  std::vector<NameHit> hits;
  for (size_t at = 0; at < pieces.size();) {
    NameHit best;
    size_t best_words = 0;
    const Piece& piece = pieces[at];
    const auto try_at = [&](size_t prefix_bytes) {
      const std::string_view word = std::string_view(piece.folded).substr(prefix_bytes);
      if (const auto found = by_first_word_.find(View(word)); found != by_first_word_.end()) {
        TryEntries(found->second, pieces, at, prefix_bytes, best, best_words);
      }
      if (by_first_stem_.empty()) return;
      size_t bytes = word.size();
      for (size_t cut = 0; cut <= kMaxEndingChars && bytes >= min_stem_bytes_ && bytes > 0; ++cut) {
        if (const auto found = by_first_stem_.find(View(word.substr(0, bytes)));
            found != by_first_stem_.end()) {
          TryEntries(found->second, pieces, at, prefix_bytes, best, best_words);
        }
        do {
          --bytes;
        } while (bytes > 0 && (word[bytes] & 0xc0) == 0x80);
      }
    };
    if (IsWord(piece)) {
      try_at(0);
      if (best_words == 0) {
        for (const size_t prefix_bytes : PrefixesOf(piece)) try_at(prefix_bytes);
      }
    }
    if (best_words > 0) {
      hits.push_back(best);
      at = best.end;
    } else {
      ++at;
    }
  }
  return hits;
}

Party NameTable::FindWhole(std::string_view name) const {
  std::vector<Piece> pieces;
  AppendPieces(name, {0, static_cast<uint32_t>(name.size())}, pieces);
  std::string whole;
  for (const Piece& piece : pieces) {
    if (!IsWord(piece)) continue;
    whole += piece.folded;
    whole += ' ';
  }
  const auto found = whole_.find(whole);
  return found == whole_.end() ? Party{} : found->second;
}

std::set<std::string> NameTable::ShortWordPhrases(const Entry& entry) {
  std::string spelled;
  std::string decomposed;
  std::string folded;
  const auto append = [](const std::string& word, std::string& phrase) {
    phrase += phrase.empty() ? "(?i:" : kBetweenShortWords;
    phrase += re2::RE2::QuoteMeta(word);
  };
  for (size_t i = 0; i < entry.words.size(); ++i) {
    append(entry.spelled[i], spelled);
    append(Decomposed(entry.spelled[i]), decomposed);
    append(entry.words[i].folded, folded);
  }
  return {spelled + ")", decomposed + ")", folded + ")"};
}

std::vector<std::string> NameTable::Triggers() const {
  std::set<std::string> triggers;
  for (const Entry& entry : entries_) {
    size_t longest = 0;
    for (size_t i = 1; i < entry.spelled.size(); ++i) {
      if (entry.spelled[i].size() > entry.spelled[longest].size()) longest = i;
    }
    // Ideographs are words of one character: a whole name of them is one trigger.
    std::string spelled = entry.spelled[longest];
    if (LineScriptOf(DecodeUtf8(spelled).front()) == LineScript::kEastAsian &&
        spelled.size() <= 4) {
      spelled.clear();
      for (const std::string& character : entry.spelled) spelled += character;
      triggers.insert(re2::RE2::QuoteMeta(spelled));
      continue;
    }
    if (entry.words.size() > 1 && CountChars(spelled) <= kMaxShortChars) {
      for (const std::string& phrase : ShortWordPhrases(entry)) triggers.insert(phrase);
      continue;
    }
    const Word& word = entry.words[longest];
    if (!word.stem.empty()) spelled = FirstChars(spelled, CountChars(word.stem));
    const auto quoted = [](const std::string& text) { return re2::RE2::QuoteMeta(text); };
    if (!IsAscii(spelled) && word.letter_case == Case::kAllCapitals) {
      triggers.insert(quoted(spelled));
      triggers.insert(quoted(Decomposed(spelled)));
    } else if (!IsAscii(spelled)) {
      triggers.insert("(?i:" + quoted(spelled) + ")");
      triggers.insert("(?i:" + quoted(Decomposed(spelled)) + ")");
      triggers.insert("(?i:" + quoted(word.stem.empty() ? word.folded : word.stem) + ")");
    } else if (word.letter_case == Case::kAny) {
      triggers.insert("(?i:" + quoted(spelled) + ")");
    } else if (word.stem.empty()) {
      triggers.insert(kBeforeName + quoted(spelled) + "\\b");
      triggers.insert(kBeforeName + quoted(UpperAscii(spelled)) + "\\b");
    } else {
      triggers.insert(kBeforeName + quoted(spelled));
      triggers.insert(kBeforeName + quoted(UpperAscii(spelled)));
    }
  }
  return {triggers.begin(), triggers.end()};
}

}  // namespace newsprint::source
