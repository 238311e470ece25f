// JSON values to standard output: one a line, or all in one array.
#ifndef NEWSPRINT_APPS_JSON_LIST_H_
#define NEWSPRINT_APPS_JSON_LIST_H_

#include <string_view>

#include "apps/output.h"
#include "report/json_writer.h"

namespace newsprint {

// Begins when it is made and ends with Finish; nothing is held back in between.
class JsonList {
 public:
  // `format` is "jsonl", or "json" for an array.
  JsonList(Output& out, std::string_view format) : out_(out), array_(format == "json") {
    if (array_) out_.Write("[");
  }

  // Calls `write` with a JsonWriter for the next value.
  template <typename Write>
  void Add(const Write& write) {
    json_.Clear();
    write(json_);
    if (array_) out_.Write(first_ ? "\n" : ",\n");
    first_ = false;
    out_.Write(json_.text());
    if (!array_) out_.Write("\n");
  }

  void Finish() {
    if (array_) out_.Write(first_ ? "]\n" : "\n]\n");
  }

 private:
  Output& out_;
  bool array_;
  bool first_ = true;
  JsonWriter json_;
};

}  // namespace newsprint

#endif  // NEWSPRINT_APPS_JSON_LIST_H_
