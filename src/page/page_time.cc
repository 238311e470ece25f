#include "page/page_time.h"

#include <algorithm>
#include <cstdint>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/time/civil_time.h"

namespace newsprint {

std::string PageTime::ToRfc3339() const {
  const absl::TimeZone zone = absl::FixedTimeZone(offset_seconds);
  return absl::FormatTime(
      offset_seconds == 0 ? "%Y-%m-%d%ET%H:%M:%E*SZ" : "%Y-%m-%d%ET%H:%M:%E*S%Ez", time, zone);
}

namespace page {
namespace {

constexpr size_t kMaxDateBytes = 200;

// Reads a text from left to right.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  bool AtEnd() const { return at_ >= text_.size(); }
  char Peek() const { return AtEnd() ? '\0' : text_[at_]; }
  void Skip() { ++at_; }
  size_t at() const { return at_; }
  void set_at(size_t at) { at_ = at; }

  bool Take(char c) {
    if (Peek() != c) return false;
    ++at_;
    return true;
  }

  void SkipBlanks() {
    while (!AtEnd() && (absl::ascii_isspace(static_cast<unsigned char>(Peek())) || Peek() == ',')) {
      ++at_;
    }
  }

  // A number of `min` to `max` digits, all that stand here.
  std::optional<int64_t> Number(int min, int max) {
    size_t end = at_;
    int64_t value = 0;
    while (end < text_.size() && absl::ascii_isdigit(static_cast<unsigned char>(text_[end])) &&
           end - at_ < 14) {
      value = value * 10 + (text_[end++] - '0');
    }
    const auto digits = static_cast<int>(end - at_);
    if (digits < min || digits > max) return std::nullopt;
    at_ = end;
    return value;
  }

  // Exactly so many digits, whatever follows.
  std::optional<int64_t> Digits(size_t count) {
    if (at_ + count > text_.size()) return std::nullopt;
    int64_t value = 0;
    for (size_t i = at_; i < at_ + count; ++i) {
      if (!absl::ascii_isdigit(static_cast<unsigned char>(text_[i]))) return std::nullopt;
      value = value * 10 + (text_[i] - '0');
    }
    at_ += count;
    return value;
  }

  std::string Word() {
    std::string word;
    while (!AtEnd() && absl::ascii_isalpha(static_cast<unsigned char>(Peek()))) {
      word.push_back(absl::ascii_tolower(static_cast<unsigned char>(text_[at_++])));
    }
    return word;
  }

 private:
  std::string_view text_;
  size_t at_ = 0;
};

struct Date {
  int64_t year = 0, month = 0, day = 0;
};

bool Exists(const Date& date) {
  if (date.year < 1900 || date.year > 2100) return false;
  const absl::CivilDay day(date.year, date.month, date.day);
  return day.year() == date.year && day.month() == date.month && day.day() == date.day;
}

std::optional<int64_t> MonthOf(std::string_view word) {
  static constexpr std::string_view kMonths[] = {"jan", "feb", "mar", "apr", "may", "jun",
                                                 "jul", "aug", "sep", "oct", "nov", "dec"};
  if (word.size() < 3) return std::nullopt;
  for (size_t i = 0; i < std::size(kMonths); ++i) {
    if (word.starts_with(kMonths[i])) return static_cast<int64_t>(i) + 1;
  }
  return std::nullopt;
}

// "2024-05-03", "2024/05/03", "20240503".
std::optional<Date> YearFirst(Scanner& in) {
  const auto year = in.Digits(4);
  if (!year) return std::nullopt;
  const char separator = in.Peek();
  if (absl::ascii_isdigit(static_cast<unsigned char>(separator))) {
    const auto month = in.Digits(2), day = in.Digits(2);
    if (!month || !day || absl::ascii_isdigit(static_cast<unsigned char>(in.Peek())))
      return std::nullopt;
    return Date{*year, *month, *day};
  }
  if (separator != '-' && separator != '/' && separator != '.') return std::nullopt;
  in.Skip();
  const auto month = in.Number(1, 2);
  if (!month || !in.Take(separator)) return std::nullopt;
  const auto day = in.Number(1, 2);
  if (!day) return std::nullopt;
  return Date{*year, *month, *day};
}

// "3 May 2024", "03.05.2024", "3rd of May, 2024", "3-May-2024".
std::optional<Date> DayFirst(Scanner& in) {
  const auto day = in.Number(1, 2);
  if (!day) return std::nullopt;
  if (in.Take('.') && absl::ascii_isdigit(static_cast<unsigned char>(in.Peek()))) {
    const auto month = in.Number(1, 2);
    if (!month || !in.Take('.')) return std::nullopt;
    const auto year = in.Number(4, 4);
    if (!year) return std::nullopt;
    return Date{*year, *month, *day};
  }
  if (const std::string ordinal = in.Word(); !ordinal.empty() && ordinal.size() != 2)
    return std::nullopt;
  in.SkipBlanks();
  in.Take('-');
  std::string word = in.Word();
  if (word == "of") {
    in.SkipBlanks();
    word = in.Word();
  }
  const auto month = MonthOf(word);
  if (!month) return std::nullopt;
  in.Take('.');
  in.Take('-');
  in.SkipBlanks();
  const auto year = in.Number(4, 4);
  if (!year) return std::nullopt;
  return Date{*year, *month, *day};
}

// "May 3, 2024", "May 3rd 2024".
std::optional<Date> MonthFirst(Scanner& in) {
  const auto month = MonthOf(in.Word());
  if (!month) return std::nullopt;
  in.Take('.');
  in.SkipBlanks();
  const auto day = in.Number(1, 2);
  if (!day) return std::nullopt;
  in.Word();
  in.SkipBlanks();
  const auto year = in.Number(4, 4);
  if (!year) return std::nullopt;
  return Date{*year, *month, *day};
}

// "15:47", "15:47:42.389", "3:47 p.m.", "154742".
bool ReadClock(Scanner& in, absl::Duration& clock) {
  std::optional<int64_t> hour, minute;
  int64_t second = 0;
  absl::Duration fraction;
  const size_t start = in.at();
  if (const auto compact = in.Number(6, 6)) {
    hour = *compact / 10000;
    minute = *compact / 100 % 100;
    second = *compact % 100;
  } else {
    hour = in.Number(1, 2);
    if (!hour || !(in.Take(':') || in.Take('.'))) return in.set_at(start), false;
    minute = in.Digits(2);
    if (!minute) return in.set_at(start), false;
    if (in.Peek() == ':') {
      in.Skip();
      second = in.Digits(2).value_or(0);
    }
    if (in.Peek() == '.' || in.Peek() == ',') {
      const size_t before = in.at();
      in.Skip();
      const size_t digits = in.at();
      if (const auto value = in.Number(1, 9)) {
        fraction = absl::Seconds(1) * *value;
        for (size_t i = digits; i < in.at(); ++i) fraction /= 10;
      } else {
        in.set_at(before);
      }
    }
  }
  const size_t before = in.at();
  in.SkipBlanks();
  std::string half = in.Word();
  if (half.size() == 1 && in.Take('.')) half += in.Word(), in.Take('.');
  if (half == "pm" && *hour < 12) {
    *hour += 12;
  } else if (half == "am" && *hour == 12) {
    *hour = 0;
  } else if (half != "am" && half != "pm") {
    in.set_at(before);
  }
  if (*hour > 24 || *minute > 59 || second > 60) return in.set_at(start), false;
  clock = absl::Hours(*hour) + absl::Minutes(*minute) +
          absl::Seconds(std::min<int64_t>(second, 59)) + fraction;
  return true;
}

// "Z", "+02:00", "-0500", "+02", "GMT", "EST".
bool ReadOffset(Scanner& in, int32_t& seconds) {
  in.SkipBlanks();
  const char sign = in.Peek();
  if (sign == '+' || sign == '-') {
    in.Skip();
    const auto hours = in.Digits(2);
    if (!hours) return false;
    in.Take(':');
    const int64_t minutes = in.Digits(2).value_or(0);
    if (*hours > 15 || minutes > 59) return false;
    seconds = static_cast<int32_t>((*hours * 60 + minutes) * 60) * (sign == '-' ? -1 : 1);
    return true;
  }
  static constexpr struct {
    std::string_view name;
    int hours;
  } kZones[] = {{"z", 0},    {"utc", 0},  {"gmt", 0},  {"est", -5}, {"edt", -4},
                {"cst", -6}, {"cdt", -5}, {"mst", -7}, {"mdt", -6}, {"pst", -8},
                {"pdt", -7}, {"bst", 1},  {"cet", 1},  {"cest", 2}, {"msk", 3}};
  const std::string word = in.Word();
  for (const auto& zone : kZones) {
    if (word == zone.name) return seconds = zone.hours * 3600, true;
  }
  return false;
}

std::optional<PageTime> SinceEpoch(std::string_view text) {
  Scanner in(text);
  const auto number = in.Number(10, 13);
  if (!number || !in.AtEnd()) return std::nullopt;
  const bool milliseconds = text.size() == 13;
  if (!milliseconds && text.size() != 10) return std::nullopt;
  return PageTime{
      .time = milliseconds ? absl::FromUnixMillis(*number) : absl::FromUnixSeconds(*number),
      .has_offset = true,
      .has_clock = true};
}

std::optional<PageTime> AfterDate(Scanner in, const Date& date) {
  if (!Exists(date)) return std::nullopt;
  PageTime found;
  absl::Duration clock;
  // "T", "um", "at", "|" and the like may stand between the day and the clock.
  for (int skipped = 0; skipped < 8 && !in.AtEnd(); ++skipped) {
    if (absl::ascii_isdigit(static_cast<unsigned char>(in.Peek()))) {
      found.has_clock = ReadClock(in, clock);
      break;
    }
    in.Skip();
  }
  if (found.has_clock) found.has_offset = ReadOffset(in, found.offset_seconds);
  if (!found.has_offset) found.offset_seconds = 0;
  found.time = absl::FromCivil(absl::CivilDay(date.year, date.month, date.day),
                               absl::FixedTimeZone(found.offset_seconds)) +
               clock;
  return found;
}

}  // namespace

std::optional<PageTime> ParsePageTime(std::string_view text) {
  const std::string stripped(absl::StripAsciiWhitespace(
      absl::string_view(text.data(), std::min(text.size(), kMaxDateBytes))));
  if (auto found = SinceEpoch(stripped)) return found;
  for (size_t start = 0; start < stripped.size(); ++start) {
    const auto alnum = [&](size_t i) {
      return absl::ascii_isalnum(static_cast<unsigned char>(stripped[i]));
    };
    if (!alnum(start) || (start > 0 && alnum(start - 1))) continue;
    for (const auto read : {YearFirst, DayFirst, MonthFirst}) {
      Scanner in(stripped);
      in.set_at(start);
      if (const auto date = read(in)) {
        if (const auto found = AfterDate(in, *date)) return found;
      }
    }
  }
  return std::nullopt;
}

}  // namespace page
}  // namespace newsprint
