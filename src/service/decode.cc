#include "service/decode.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/wire_format_lite.h>

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "newsprint/article/status.h"
#include "newsprint/article/utf8.h"
#include "service/errors.h"

namespace newsprint {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::internal::WireFormatLite;

bool Parse(std::string_view bytes, google::protobuf::Message& message) {
  return message.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()));
}

// Walks the fields of one serialised message, without descending.
class FieldWalker {
 public:
  explicit FieldWalker(std::string_view bytes)
      : bytes_(bytes),
        in_(reinterpret_cast<const uint8_t*>(bytes.data()), static_cast<int>(bytes.size())) {}

  // False at the end and at the first byte that is no field; AtEnd tells them apart.
  bool Next() {
    begin_ = Position();
    tag_ = in_.ReadTagNoLastTag();
    if (tag_ == 0) return false;
    if (!IsDelimited()) return WireFormatLite::SkipField(&in_, tag_);
    uint32_t size = 0;
    if (!in_.ReadVarint32(&size) || size > bytes_.size() - Position()) return false;
    payload_ = bytes_.substr(Position(), size);
    return in_.Skip(static_cast<int>(size));
  }

  bool AtEnd() const { return begin_ == bytes_.size(); }
  int number() const { return WireFormatLite::GetTagFieldNumber(tag_); }
  bool IsDelimited() const {
    return WireFormatLite::GetTagWireType(tag_) == WireFormatLite::WIRETYPE_LENGTH_DELIMITED;
  }
  std::string_view payload() const { return payload_; }  // Of a delimited field.
  std::string_view field() const { return bytes_.substr(begin_, Position() - begin_); }

 private:
  size_t Position() const { return static_cast<size_t>(in_.CurrentPosition()); }

  std::string_view bytes_;
  google::protobuf::io::CodedInputStream in_;
  size_t begin_ = 0;
  uint32_t tag_ = 0;
  std::string_view payload_;
};

// The first string field that is not UTF-8, or nothing. No request type contains itself, so the
// recursion ends.
std::optional<absl::Status> FindBadString(const Descriptor& type, std::string_view bytes,
                                          const std::string& path) {
  FieldWalker walker(bytes);
  std::map<int, int> occurrences;
  while (walker.Next()) {
    const FieldDescriptor* field = type.FindFieldByNumber(walker.number());
    if (field == nullptr || !walker.IsDelimited()) continue;
    std::string name = absl::StrCat(path, path.empty() ? "" : ".", field->name());
    if (field->is_repeated()) absl::StrAppend(&name, "[", occurrences[field->number()]++, "]");
    if (field->type() == FieldDescriptor::TYPE_STRING) {
      const absl::Status status = ValidateUtf8(walker.payload(), name);
      if (!status.ok()) {
        const absl::string_view why = absl::StripPrefix(status.message(), name + ": ");
        return FieldError(name, {why.data(), why.size()});
      }
    } else if (field->type() == FieldDescriptor::TYPE_MESSAGE) {
      if (auto bad = FindBadString(*field->message_type(), walker.payload(), name)) return bad;
    }
  }
  return std::nullopt;
}

// Of bytes that did not parse as `type`.
absl::Status ExplainFailure(const Descriptor& type, std::string_view bytes) {
  if (auto bad = FindBadString(type, bytes, "")) return *std::move(bad);
  return MalformedError(absl::StrCat("malformed protobuf: not a ", type.full_name()));
}

}  // namespace

absl::Status DecodeMessage(std::string_view bytes, google::protobuf::Message& message) {
  if (Parse(bytes, message)) return absl::OkStatus();
  return ExplainFailure(*message.GetDescriptor(), bytes);
}

absl::Status DecodeBatch(std::string_view bytes, google::protobuf::Message& batch,
                         std::vector<absl::Status>& article_status) {
  const FieldDescriptor& articles = *batch.GetDescriptor()->FindFieldByName("articles");
  const google::protobuf::Reflection& reflection = *batch.GetReflection();
  if (Parse(bytes, batch)) {
    article_status.assign(reflection.FieldSize(batch, &articles), absl::OkStatus());
    return absl::OkStatus();
  }
  batch.Clear();
  article_status.clear();
  std::string rest;
  FieldWalker walker(bytes);
  while (walker.Next()) {
    if (walker.number() != articles.number() || !walker.IsDelimited()) {
      rest.append(walker.field());
      continue;
    }
    google::protobuf::Message& article = *reflection.AddMessage(&batch, &articles);
    article_status.push_back(DecodeMessage(walker.payload(), article));
    if (!article_status.back().ok()) article.Clear();
  }
  if (!walker.AtEnd()) return ExplainFailure(*batch.GetDescriptor(), bytes);
  const std::unique_ptr<google::protobuf::Message> around(batch.New());
  NEWSPRINT_RETURN_IF_ERROR(DecodeMessage(rest, *around));
  batch.MergeFrom(*around);
  return absl::OkStatus();
}

}  // namespace newsprint
