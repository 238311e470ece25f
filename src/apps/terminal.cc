#include "apps/terminal.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>

#include "absl/time/clock.h"

namespace newsprint {
namespace {

constexpr std::string_view kReplacement = "\xef\xbf\xbd";

// The length of a character that must not reach a terminal, in a text that need not be UTF-8; 0 for
// any other.
size_t UnsafeLength(std::string_view rest) {
  const auto byte = static_cast<unsigned char>(rest[0]);
  if (byte < 0x20 || byte == 0x7f) return 1;
  // C1 controls, U+0080 to U+009F.
  if (byte == 0xc2 && rest.size() > 1 && static_cast<unsigned char>(rest[1]) < 0xa0) return 2;
  // U+200E, U+200F, U+202A to U+202E, U+2028, U+2029, U+2066 to U+2069, U+FEFF: marks without a
  // width that move what stands beside them.
  static constexpr std::array<std::string_view, 14> kMarks = {
      "\u200e", "\u200f", "\u2028", "\u2029", "\u202a", "\u202b", "\u202c",
      "\u202d", "\u202e", "\u2066", "\u2067", "\u2068", "\u2069", "\ufeff"};
  for (const std::string_view mark : kMarks) {
    if (rest.starts_with(mark)) return mark.size();
  }
  return 0;
}

bool IsSpace(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

bool Continues(char c) { return (static_cast<unsigned char>(c) & 0xc0) == 0x80; }

size_t CountCharacters(std::string_view text) {
  size_t count = 0;
  for (const char c : text) count += !Continues(c);
  return count;
}

// The offset of character number `count`.
size_t OffsetOf(std::string_view text, size_t count) {
  size_t at = 0;
  for (; at < text.size(); ++at) {
    if (!Continues(text[at]) && count-- == 0) break;
  }
  return at;
}

}  // namespace

std::string Printable(std::string_view text) {
  std::string out;
  bool space = false;
  for (size_t i = 0; i < text.size();) {
    if (IsSpace(text[i])) {
      space = true;
      ++i;
      continue;
    }
    if (space && !out.empty()) out += ' ';
    space = false;
    if (const size_t unsafe = UnsafeLength(text.substr(i)); unsafe > 0) {
      out += kReplacement;
      i += unsafe;
    } else {
      out += text[i++];
    }
  }
  return out;
}

std::string FirstAndLastWords(std::string_view text, Span span, size_t max_characters) {
  const std::string line = Printable(text.substr(span.begin, span.size()));
  const size_t characters = CountCharacters(line);
  if (characters <= max_characters) return line;
  const size_t half = max_characters / 2;
  // At a space where there is one in the outer half of the piece: a script without spaces has none.
  std::string_view first = std::string_view(line).substr(0, OffsetOf(line, half));
  if (const size_t space = first.rfind(' ');
      space != std::string_view::npos && space > first.size() / 2) {
    first = first.substr(0, space);
  }
  std::string_view last = std::string_view(line).substr(OffsetOf(line, characters - half));
  if (const size_t space = last.find(' ');
      space != std::string_view::npos && space < last.size() / 2) {
    last = last.substr(space + 1);
  }
  return fmt::format("{} … {}", first, last);
}

std::string WithThousands(uint64_t value) {
  std::string digits = fmt::format("{}", value);
  for (size_t at = digits.size(); at > 3;) {
    at -= 3;
    digits.insert(at, 1, ',');
  }
  return digits;
}

std::string Counted(uint64_t count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", WithThousands(count), count == 1 ? one : many);
}

std::string Percent(double share) {
  if (share <= 0) return "0 %";
  if (share >= 1) return "100 %";
  if (share < 0.01) return "under 1 %";
  if (share > 0.99) return "over 99 %";
  return fmt::format("{:.0f} %", share * 100);
}

std::string ShownTime(absl::Time time) {
  return absl::FormatTime("%Y-%m-%d %H:%M UTC", time, absl::UTCTimeZone());
}

std::string Palette::Wrap(std::string_view code, std::string_view text) const {
  return color_ ? fmt::format("\x1b[{}m{}\x1b[0m", code, text) : std::string(text);
}

Palette ChoosePalette(ColorChoice choice, int fd) {
  if (choice != ColorChoice::kAuto) return Palette(choice == ColorChoice::kAlways);
  const char* no_color = std::getenv("NO_COLOR");
  const char* term = std::getenv("TERM");
  const bool wanted = no_color == nullptr || *no_color == '\0';
  const bool able = isatty(fd) && term != nullptr && std::string_view(term) != "dumb";
  return Palette(wanted && able);
}

void Message(std::string_view text) {
  std::string line;
  for (size_t i = 0; i < text.size();) {
    if (const size_t unsafe = text[i] == '\n' ? 0 : UnsafeLength(text.substr(i)); unsafe > 0) {
      line += kReplacement;
      i += unsafe;
    } else {
      line += text[i++];
    }
  }
  line += '\n';
  std::fwrite(line.data(), 1, line.size(), stderr);
}

Progress::Progress(std::string_view what) : what_(what), terminal_(isatty(STDERR_FILENO)) {}

void Progress::Update(uint64_t done) { Show(fmt::format("{} {}", WithThousands(done), what_)); }

void Progress::Update(uint64_t done, uint64_t of) {
  const absl::Duration left = done == 0 ? absl::ZeroDuration()
                                        : (absl::Now() - start_) *
                                              static_cast<double>(of - std::min(done, of)) /
                                              static_cast<double>(done);
  Show(fmt::format("{} of {} {}, {} left", WithThousands(done), WithThousands(of), what_,
                   absl::FormatDuration(absl::Trunc(left, absl::Seconds(1)))));
}

void Progress::Show(std::string_view line) {
  if (!terminal_) return;
  const absl::Time now = absl::Now();
  if (now < next_) return;
  next_ = now + absl::Milliseconds(100);
  fmt::print(stderr, "\r{}\x1b[K", line);
  std::fflush(stderr);
  shown_ = true;
}

void Progress::Clear() {
  if (!shown_) return;
  fmt::print(stderr, "\r\x1b[K");
  std::fflush(stderr);
  shown_ = false;
}

}  // namespace newsprint
