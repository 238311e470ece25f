// What people see: messages, progress, colours, and texts of strangers made safe to show.
#ifndef NEWSPRINT_APPS_TERMINAL_H_
#define NEWSPRINT_APPS_TERMINAL_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "newsprint/article/span.h"

namespace newsprint {

// The text on one line: runs of white space become one space; control characters, which could
// drive the terminal, and bidi controls, which could reorder the line, become U+FFFD.
std::string Printable(std::string_view text);

// The span's first and last words on one line, about `max_characters` long; all of it where it
// fits. The span must stand in the text, on character boundaries.
std::string FirstAndLastWords(std::string_view text, Span span, size_t max_characters);

// 1234567 -> "1,234,567".
std::string WithThousands(uint64_t value);

// (1, "match", "matches") -> "1 match".
std::string Counted(uint64_t count, std::string_view one, std::string_view many);

// 0.974 -> "97 %"; only what is exactly all or nothing is called 100 % or 0 %.
std::string Percent(double share);

// "2026-03-03 10:06 UTC".
std::string ShownTime(absl::Time time);

enum class ColorChoice { kAuto, kAlways, kNever };

// Escape sequences, or none.
class Palette {
 public:
  explicit Palette(bool color) : color_(color) {}

  std::string Strong(std::string_view text) const { return Wrap("1", text); }
  std::string Faint(std::string_view text) const { return Wrap("2", text); }

 private:
  std::string Wrap(std::string_view code, std::string_view text) const;

  bool color_;
};

// kAuto: colours where `fd` is a terminal that can show them and NO_COLOR (no-color.org) is unset
// or empty.
Palette ChoosePalette(ColorChoice choice, int fd);

// A line on standard error. The text is printed as is, but for control characters.
void Message(std::string_view text);

// A count that moves on standard error, where that is a terminal.
class Progress {
 public:
  explicit Progress(std::string_view what);
  ~Progress() { Clear(); }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void Update(uint64_t done);
  // The same of a known total, with the time that is left as it goes so far.
  void Update(uint64_t done, uint64_t of);

  // Takes the line away, so that a message can stand in its place.
  void Clear();

 private:
  std::string what_;
  bool terminal_;
  bool shown_ = false;
  void Show(std::string_view line);

  absl::Time next_ = absl::InfinitePast();
  absl::Time start_ = absl::Now();
};

}  // namespace newsprint

#endif  // NEWSPRINT_APPS_TERMINAL_H_
