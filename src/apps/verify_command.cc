// `verify`: what is wrong with a store.
#include <fmt/format.h>

#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "apps/commands.h"
#include "apps/json_list.h"
#include "apps/terminal.h"
#include "newsprint/article/status.h"
#include "newsprint/corpus/verify.h"

namespace newsprint {
namespace {

std::string Shown(const OrdinalRange& range) {
  return range.first == range.last ? fmt::format("{}", range.first)
                                   : fmt::format("{} to {}", range.first, range.last);
}

std::string Shown(const std::vector<OrdinalRange>& ranges) {
  std::string shown;
  for (const OrdinalRange& range : ranges) {
    fmt::format_to(std::back_inserter(shown), "{}{}", shown.empty() ? "" : ", ", Shown(range));
  }
  return shown;
}

std::string InWords(const std::string& path, const VerifyReport& report) {
  std::string out = fmt::format(
      "{}: {}; read {} and {} up to ordinal {}\n", path, report.sound() ? "sound" : "DAMAGED",
      Counted(report.revisions, "revision", "revisions"), Counted(report.edges, "match", "matches"),
      WithThousands(report.last_ordinal));
  const auto line = [&](const std::vector<OrdinalRange>& ranges, std::string_view what) {
    if (ranges.empty()) return;
    fmt::format_to(std::back_inserter(out), "{}: ordinals {}\n", what, Shown(ranges));
  };
  line(report.lost, "lost, these were acknowledged and cannot be read");
  line(report.impaired, "impaired, the articles can be read and what is derived from them cannot");
  line(report.accepted, "lost before, and accepted");
  if (!report.compared_fingerprints) {
    fmt::format_to(
        std::back_inserter(out),
        "fingerprints were read, and not computed anew: the store is of the scheme '{}'\n",
        Printable(report.identity.scheme));
  }
  for (const std::string& fault : report.index_faults) {
    fmt::format_to(std::back_inserter(out),
                   "index: {}; made anew when the store is opened, or by --rebuild\n",
                   Printable(fault));
  }
  if (report.sound()) return out;
  for (const VerifyFinding& finding : report.findings) {
    const bool whole = finding.ordinals.first == 0;
    fmt::format_to(std::back_inserter(out), "  {}{}: {}\n", whole ? "" : "ordinal ",
                   whole ? "store" : Shown(finding.ordinals), Printable(finding.what));
  }
  if (report.total_findings > report.findings.size()) {
    fmt::format_to(std::back_inserter(out), "  {} findings in all\n",
                   WithThousands(report.total_findings));
  }
  fmt::format_to(std::back_inserter(out),
                 "To get everything back: restore a backup of {0}.\n"
                 "To serve what is sound: start newsprintd once with --store-accept-damage=true. "
                 "What is lost is\n"
                 "then marked as missing for good, and taken in anew where its senders send it "
                 "again; what is\n"
                 "derived is made anew; the damaged database is kept as {0}/rocksdb.damaged.\n",
                 path);
  return out;
}

void WriteReport(JsonWriter& json, const VerifyReport& report) {
  const auto range = [&](const OrdinalRange& ordinals) {
    json.BeginObject();
    json.Key("first").Integer(ordinals.first);
    json.Key("last").Integer(ordinals.last);
    json.EndObject();
  };
  const auto ranges = [&](std::string_view key, const std::vector<OrdinalRange>& list) {
    json.Key(key).BeginArray();
    for (const OrdinalRange& ordinals : list) range(ordinals);
    json.EndArray();
  };
  json.BeginObject();
  json.Key("sound").Bool(report.sound());
  json.Key("store_id").String(report.identity.store_id);
  json.Key("scheme").String(report.identity.scheme);
  json.Key("compared_fingerprints").Bool(report.compared_fingerprints);
  json.Key("last_ordinal").Integer(report.last_ordinal);
  json.Key("revisions").Integer(report.revisions);
  json.Key("edges").Integer(report.edges);
  ranges("lost", report.lost);
  ranges("impaired", report.impaired);
  ranges("accepted", report.accepted);
  json.Key("index_faults").BeginArray();
  for (const std::string& fault : report.index_faults) json.String(fault);
  json.EndArray();
  json.Key("total_findings").Integer(report.total_findings);
  json.Key("findings").BeginArray();
  for (const VerifyFinding& finding : report.findings) {
    json.BeginObject();
    json.Key("ordinals");
    range(finding.ordinals);
    json.Key("what").String(finding.what);
    json.EndObject();
  }
  json.EndArray();
  json.EndObject();
}

}  // namespace

absl::StatusOr<ExitCode> RunVerify(const Invocation& call, CommandContext& context) {
  if (!call.Has("--store")) return absl::InvalidArgumentError("--store DIR is missing");
  const std::string path = call.Text("--store");
  if (call.Has("--rebuild")) {
    NEWSPRINT_ASSIGN_OR_RETURN(const IndexStats rebuilt, RebuildIndex(path));
    Message(fmt::format("{}: index made anew of {}", path,
                        Counted(rebuilt.articles, "revision", "revisions")));
  }
  NEWSPRINT_ASSIGN_OR_RETURN(const VerifyReport report, VerifyStore(path, {}));
  const std::string format = call.Text("--format");
  if (format == "text") {
    context.out.Write(InWords(path, report));
  } else {
    JsonList list(context.out, format);
    list.Add([&](JsonWriter& json) { WriteReport(json, report); });
    list.Finish();
  }
  return report.sound() ? ExitCode::kDone : ExitCode::kFound;
}

}  // namespace newsprint
