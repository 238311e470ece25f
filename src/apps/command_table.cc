#include "apps/command_table.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "apps/commands.h"
#include "newsprint/service/config.h"

namespace newsprint {
namespace {

constexpr size_t kAny = std::numeric_limits<size_t>::max();

const Flag kHelp{"--help", "", ValueKind::kSwitch, "Show this help and exit."};
const Flag kStore{"--store", "DIR", ValueKind::kPath,
                  "Work on the embedded store in this directory, without a server."};
const Flag kServer{"--server", "HOST:PORT", ValueKind::kText,
                   "Work on the store of a running server (newsprint serve, newsprintd)."};
const Flag kColor{"--color",
                  "WHEN",
                  ValueKind::kChoice,
                  "Colours in text output; auto: on a terminal, unless NO_COLOR is set.",
                  "auto",
                  {"auto", "always", "never"}};
const Flag kPublisher{"--publisher", "NAME", ValueKind::kText,
                      "The publisher of the articles that name none themselves."};
const Flag kLanguage{"--language", "TAG", ValueKind::kText,
                     "Their language (BCP 47, such as sr-Cyrl), likewise."};
const Flag kRelation{
    "--relation",
    "NAME",
    ValueKind::kChoice,
    "Only matches of this relation; give it again for further ones.",
    "",
    {"IDENTICAL", "REVISION", "TEMPLATE", "QUOTE", "REPRINT", "EMBEDDED", "ABRIDGED", "EXCERPT"},
    true};
const Flag kMinContainment{"--min-containment", "SHARE", ValueKind::kShare,
                           "Only matches of which one text has at least this share in the other."};
const Flag kOnlyPublisher{"--only-publisher", "NAME", ValueKind::kText,
                          "Only matches with articles by this publisher."};
const Flag kNotPublisher{"--not-publisher", "NAME", ValueKind::kText,
                         "No matches with articles by this publisher, such as your own."};
const Flag kNotOwn{"--not-own", "", ValueKind::kSwitch,
                   "No matches with articles by the asked article's own publisher."};
const Flag kOnlyLanguage{"--only-language", "TAG", ValueKind::kText,
                         "Only matches with articles in this language."};
const Flag kFrom{"--from", "TIME", ValueKind::kTime,
                 "Only matches with articles published at this time (RFC 3339) or later."};
const Flag kTo{"--to", "TIME", ValueKind::kTime,
               "Only matches with articles published before this time."};
const Flag kSource{"--source", "NAME", ValueKind::kText, "The articles of this publisher."};
const Flag kDomain{"--domain", "HOST", ValueKind::kText,
                   "The articles whose URL is of this host or of one below it."};
const Flag kSince{"--since", "TIME", ValueKind::kTime,
                  "Of those, the ones published (or else first seen) at this time (RFC 3339) or "
                  "later."};
const Flag kUntil{"--until", "TIME", ValueKind::kTime,
                  "Of those, the ones published (or else first seen) before this time."};
const Flag kExplain{
    "--explain", "", ValueKind::kSwitch,
    "Say why: the gates of the verdict, with figures and thresholds; in a search also "
    "what came close."};
const Flag kDocs{"--docs", "FILE", ValueKind::kPath,
                 "JSON Lines with the documents in the order of their arrival; may be gzip."};
const Flag kSources{"--sources", "FILE", ValueKind::kPath,
                    "The registered sources: a JSON array, or a sources.yaml."};
const Flag kStoreSources{"--sources", "FILE", ValueKind::kPath,
                         "The registered sources (docs/sources.md), in place of those that "
                         "newsprint ships. With --store "
                         "only: a server has a list of its own."};
const Flag kPublishers{"--publishers", "FILE", ValueKind::kPath,
                       "JSON array of all publishers, beside one of sources."};

Flag Format(std::string_view fallback, std::vector<std::string_view> choices) {
  return {"--format",        "NAME", ValueKind::kChoice, "How to print the data.", fallback,
          std::move(choices)};
}

Flag MaxMatches(std::string_view fallback, std::string_view help) {
  return {"--max-matches", "N", ValueKind::kCount, help, fallback};
}

// Of a command that lists matches: those that say which ones, between the others.
std::vector<Flag> AroundMatchFilter(std::vector<Flag> flags, const std::vector<Flag>& after) {
  const Flag filter[] = {kRelation, kMinContainment, kOnlyPublisher, kNotPublisher,
                         kNotOwn,   kOnlyLanguage,   kFrom,          kTo};
  flags.insert(flags.end(), std::begin(filter), std::end(filter));
  flags.insert(flags.end(), after.begin(), after.end());
  return flags;
}

// The server's settings have a table of their own.
std::vector<Flag> ServeFlags() {
  static const auto& settings = *new std::vector<SettingHelp>(DescribeSettings());
  static const auto& sentences = *new std::vector<std::string>([] {
    std::vector<std::string> made;
    for (const SettingHelp& setting : settings) {
      std::string sentence = setting.description + ".";
      sentence[0] = absl::ascii_toupper(static_cast<unsigned char>(sentence[0]));
      made.push_back(std::move(sentence));
    }
    return made;
  }());
  std::vector<Flag> flags = {
      {"--store", "DIR", ValueKind::kPath, "The same as --store-path."},
      {"--config", "FILE", ValueKind::kPath, "YAML file with settings; flags go before it."}};
  for (size_t i = 0; i < settings.size(); ++i) {
    flags.push_back({settings[i].flag, settings[i].values, ValueKind::kText, sentences[i],
                     settings[i].default_value});
  }
  flags.push_back(kHelp);
  return flags;
}

std::vector<Command> MakeTable() {
  return {
      {.name = "compare",
       .summary = "Compare two texts and show what they share",
       .description =
           "Says in which relation A stands to B, which share of each stands in the other, and "
           "lists the passages. A and B are text files, or JSON Lines with one article; 'id:ID' is "
           "an article of the store. With --docs and --pairs it prints one line for each listed "
           "pair instead, as the evaluation reads it.",
       .operands = {"A B", "Files, - for standard input, or id:ID.", 0, 2},
       .flags = {Format("text", {"text", "json", "jsonl", "html"}),
                 kStore,
                 kServer,
                 {"--docs", "FILE", ValueKind::kPath, "JSON Lines with documents; may be gzip."},
                 {"--pairs", "FILE", ValueKind::kPath,
                  "Tab-separated, with a header line: pairs of ids in columns id1 and id2."},
                 {"--sources", "FILE", ValueKind::kPath,
                  "The registered sources (docs/sources.md), in place of those that newsprint "
                  "ships. Not with --server, which has a list of its own."},
                 kExplain,
                 kColor,
                 kHelp},
       .examples = {"newsprint compare wire.txt page.txt",
                    "newsprint compare --store st id:https://wire.example/1 page.txt",
                    "newsprint compare wire.txt page.txt --format html > side-by-side.html",
                    "newsprint compare --docs docs.jsonl.gz --pairs pairs.tsv --format jsonl"},
       .run = RunCompare},
      {.name = "check",
       .summary = "Ask where a text has been before; stores nothing",
       .description =
           "Matches each article against everything in the store. Exit status: 1 if a match was "
           "found, 0 if none was, 2 on an error.",
       .operands = {"FILE|-...",
                    "Text files, JSON Lines (also gzip), directories; - is standard "
                    "input.",
                    1, kAny},
       .flags = AroundMatchFilter(
           {kStore, kServer, Format("text", {"text", "json", "jsonl"}),
            MaxMatches("", "Show the strongest N matches (text: 5, otherwise 100).")},
           {kPublisher,
            kLanguage,
            {"--licences", "FILE", ValueKind::kPath,
             "Say instead what an audit under this licences.yaml would say of each page."},
            kSources,
            kExplain,
            kColor,
            kHelp}),
       .examples =
           {"newsprint check --store st --licences licences.yaml page.html",
            "newsprint check --store st page.txt",
            "curl -s https://feed.example/1.txt | newsprint check --server localhost:7300 -",
            "newsprint check --store st --relation REPRINT --format jsonl wire.jsonl.gz"},
       .run = RunCheck},
      {.name = "ingest",
       .summary = "Store articles and match each against those before it",
       .description =
           "Stores every article durably. Sending an article again changes nothing; with other "
           "content it becomes a revision. An article that is refused is reported with its file "
           "and line, and the others go on; the exit status is then 2.",
       .operands = {"PATH...",
                    "Text files, JSON Lines (also gzip), directories; - is standard "
                    "input.",
                    1, kAny},
       .flags = {kStore, kServer, Format("text", {"text", "json", "jsonl"}), kPublisher, kLanguage,
                 kStoreSources, kColor, kHelp},
       .examples = {"newsprint ingest --store st wire.jsonl.gz",
                    "newsprint ingest --server localhost:7300 --publisher 'Harbor Gazette' pages/"},
       .run = RunIngest},
      {.name = "match",
       .summary = "Find all pairs of matching documents in a file (batch)",
       .description =
           "Takes every document in, in the order of the file, through the real index, and prints "
           "one line for each pair found. Nothing is kept. Equal input gives equal bytes.",
       .operands = {},
       .flags = {kDocs, kSources, kPublishers, Format("jsonl", {"jsonl", "json"}), kHelp},
       .examples = {"newsprint match --docs docs.jsonl.gz --format jsonl"},
       .run = RunMatch},
      {.name = "stories",
       .summary = "Show who had one text: the stories of a store, or of a file",
       .description =
           "A story is the articles that have one text, as near copies tie them. Of a store: the "
           "story of the article ID with its timeline (who had the text when, revisions, and from "
           "which revision of the original each copy was made), or all stories. Of a file "
           "(--docs): each document with the id of its story, which is the first document of it.",
       .operands = {"[ID]", "The id of an article in the story.", 0, 1},
       .flags = {kStore,
                 kServer,
                 kSource,
                 kDomain,
                 kSince,
                 kUntil,
                 {"--min-articles", "N", ValueKind::kCount,
                  "Only stories of at least so many articles.", "2"},
                 {"--max-stories", "N", ValueKind::kCount, "Print the first N stories.", "1000"},
                 {"--format",
                  "NAME",
                  ValueKind::kChoice,
                  "How to print the data: text (default), json or jsonl of a store; tsv (default), "
                  "csv, json or jsonl of a file.",
                  "",
                  {"text", "tsv", "csv", "jsonl", "json"}},
                 kDocs,
                 kSources,
                 kPublishers,
                 kColor,
                 kHelp},
       .examples = {"newsprint stories --store st https://wire.example/1",
                    "newsprint stories --server localhost:7300 --source 'Harbor Gazette'",
                    "newsprint stories --docs docs.jsonl.gz --format tsv"},
       .run = RunStories},
      {.name = "watch",
       .summary = "Print matches of a server as they come, change and go",
       .description =
           "Runs until it is stopped. A server that ends and comes back is taken up again where it "
           "was, so that nothing is missed; some events may come twice. With --format jsonl each "
           "event has a resume_token, from which a later run goes on.",
       .operands = {},
       .flags = {kServer,
                 kStore,
                 {"--source", "ID", ValueKind::kText,
                  "Only matches of a registered source (sources.yaml): its articles, what credits "
                  "it, what has its text."},
                 {"--resume", "TOKEN", ValueKind::kText, "Go on after the event with this token."},
                 {"--from-start", "", ValueKind::kSwitch,
                  "Begin with the first article of the store."},
                 {"--max-events", "N", ValueKind::kCount, "End after N events; 0: never.", "0"},
                 Format("text", {"text", "jsonl"}),
                 kStoreSources,
                 kColor,
                 kHelp},
       .examples = {"newsprint watch --server localhost:7300 --source rferl",
                    "newsprint watch --server localhost:7300 --format jsonl --from-start"},
       .run = RunWatch},
      {.name = "reprints",
       .summary = "List the matches of a stored article, or of a source",
       .description =
           "Lists what the store knows of an article: earlier and later articles that share text "
           "with it. Of a source, given by publisher or domain: of all its articles, or of those "
           "of a time window; matches among themselves are left out.",
       .operands = {"[ID]", "The article's id, unless a source is given.", 0, 1},
       .flags = AroundMatchFilter(
           {kStore,
            kServer,
            kSource,
            kDomain,
            kSince,
            kUntil,
            {"--order",
             "WHICH",
             ValueKind::kChoice,
             "What comes first: the strongest match, or the one most newly published.",
             "strongest",
             {"strongest", "newest"}},
            Format("text", {"text", "json", "jsonl", "csv", "tsv"}),
            MaxMatches("10000", "Print the first N matches.")},
           {kStoreSources, kColor, kHelp}),
       .examples = {"newsprint reprints --store st https://wire.example/1",
                    "newsprint reprints --store st --format csv id-17 > reprints.csv",
                    "newsprint reprints --server localhost:7300 --domain wire.example --since "
                    "2026-03-01T00:00:00Z --order newest"},
       .run = RunReprints},
      {.name = "audit",
       .summary = "Hold copies of licensed texts against the licences",
       .description =
           "Finds every copy of a registered source's text and says which terms of its licence it "
           "breaks, with the evidence: of a file with documents (--docs), or of a store, which "
           "keeps "
           "each run. A copy whose original is not there is listed apart, and "
           "accused of nothing. Exit status: 1 if a violation was found, 0 if none was, 2 on an "
           "error. docs/licences.md describes the file of licences.",
       .operands = {},
       .flags = {kDocs,
                 kSources,
                 kPublishers,
                 {"--licences", "FILE", ValueKind::kPath,
                  "licences.yaml: who may run whose texts."},
                 kStore,
                 kServer,
                 {"--source",
                  "ID",
                  ValueKind::kText,
                  "Only texts of this source; give it again for further ones.",
                  "",
                  {},
                  true},
                 {"--licensee",
                  "ID",
                  ValueKind::kText,
                  "Only copies by this publisher; give it again for further ones.",
                  "",
                  {},
                  true},
                 {"--since", "TIME", ValueKind::kTime,
                  "Only copies published (or else first seen) at this time (RFC 3339) or later."},
                 {"--until", "TIME", ValueKind::kTime, "Only copies published before this time."},
                 {"--ignore", "FILE", ValueKind::kPath,
                  "Findings to let be for a time, in YAML: id, reason, author, expires."},
                 {"--only-new", "", ValueKind::kSwitch,
                  "Only findings that the newest kept run of this scope does not have; the exit "
                  "status is of these."},
                 {"--runs", "", ValueKind::kSwitch, "List the runs that the store keeps."},
                 {"--run", "RUN", ValueKind::kText, "Show a kept run, and run nothing."},
                 {"--again", "RUN", ValueKind::kText,
                  "Run a kept run again: the same pairs, judged anew."},
                 {"--check-policy", "FILE", ValueKind::kPath,
                  "Only read this licences.yaml and say whether it is right."},
                 Format("text", {"text", "json", "jsonl", "csv", "html"}),
                 kColor,
                 kHelp},
       .examples =
           {"newsprint audit --store st --licences licences.yaml --format html > audit.html",
            "newsprint audit --docs docs.jsonl.gz --sources sources.yaml --licences "
            "licences.yaml",
            "newsprint audit --check-policy licences.yaml"},
       .run = RunAudit},
      {.name = "delete",
       .summary = "Take articles out of all answers, and off the disk",
       .description =
           "Deletes each article with all its revisions, durably: no answer shows it from then on. "
           "With --purge its bytes leave the disk too, which rewrites the store; --purge alone "
           "does "
           "it for what was deleted before. An id that is not stored is reported, the others are "
           "deleted; the exit status is then 2.",
       .operands = {"[ID...]", "The articles' ids.", 0, kAny},
       .flags = {kStore,
                 kServer,
                 {"--purge", "", ValueKind::kSwitch,
                  "Rewrite the store, so that nothing of a deleted article is left but its id."},
                 Format("text", {"text", "json", "jsonl"}),
                 kHelp},
       .examples = {"newsprint delete --store st https://wire.example/1",
                    "newsprint delete --server localhost:7300 --purge id-17 id-18"},
       .run = RunDelete},
      {.name = "export",
       .summary = "Print stored articles as JSON documents",
       .description =
           "Prints the newest revision of each article, or of each article of a source, in the "
           "order of arrival, as `ingest` reads it.",
       .operands = {},
       .flags = {kStore,
                 kServer,
                 Format("jsonl", {"jsonl", "json"}),
                 kSource,
                 kDomain,
                 kSince,
                 kUntil,
                 {"--only-language", "TAG", ValueKind::kText, "Only articles in this language."},
                 kHelp},
       .examples = {"newsprint export --store st | gzip > articles.jsonl.gz",
                    "newsprint export --server localhost:7300 --source 'Harbor Gazette'"},
       .run = RunExport},
      {.name = "extract",
       .summary = "Print the article in each file as a JSON line",
       .description = "Reads saved web pages (HTML) for their main text, headline, names and time; "
                      "text files stand as they are.",
       .operands = {"FILE...", "HTML or text files; - is standard input.", 1, kAny},
       .flags = {Format("jsonl", {"jsonl", "json"}), kHelp},
       .examples = {"newsprint extract --format jsonl page.html"},
       .run = RunExtract},
      {.name = "status",
       .summary = "Show counts, sizes, limits and versions of a store and its server",
       .description = "",
       .operands = {},
       .flags = {kStore, kServer, Format("text", {"text", "json", "jsonl"}), kColor, kHelp},
       .examples = {"newsprint status --store st", "newsprint status --server localhost:7300"},
       .run = RunStatus},
      {.name = "verify",
       .summary = "Read everything in a store and say what is damaged",
       .description =
           "Reads every article, fingerprint and match of a store that no server has open, and the "
           "index beside it, and changes nothing unless --rebuild is given. Names the ordinals "
           "that "
           "are lost, and says what to do. Exit status: 0 if the store is sound, 1 if damage was "
           "found, 2 on an error.",
       .operands = {},
       .flags = {kStore,
                 {.name = "--rebuild",
                  .value = "",
                  .kind = ValueKind::kSwitch,
                  .help = "First drop the index, which is derived, and make it anew."},
                 Format("text", {"text", "json", "jsonl"}),
                 kHelp},
       .examples = {"newsprint verify --store st"},
       .run = RunVerify},
      {.name = "reindex",
       .summary = "Move a store to the scheme of this version, or to a new seed",
       .description =
           "Makes the index anew from the stored texts, beside the old one, and then switches the "
           "store to it in one step. A run that is broken off changes nothing: the next one goes "
           "on "
           "where it ended, and until then the store can be used as before. No server may have the "
           "store open while it runs.",
       .operands = {},
       .flags = {kStore,
                 {.name = "--new-seed",
                  .value = "",
                  .kind = ValueKind::kSwitch,
                  .help = "Draw a new secret seed for all hashes."},
                 kHelp},
       .examples = {"newsprint reindex --store st"},
       .run = RunReindex},
      {.name = "serve",
       .summary = "Run the server",
       .description =
           "Serves newsprint.v1 over gRPC, as newsprintd does, until SIGTERM or SIGINT; then "
           "running calls are finished. Settings also come from the environment and a file.",
       .operands = {},
       .flags = ServeFlags(),
       .examples = {"newsprint serve --store st --listen 127.0.0.1:7300"},
       .run = RunServe},
      {.name = "completion",
       .summary = "Print a completion script for a shell",
       .description = "",
       .operands = {"bash|zsh|fish", "The shell.", 1, 1},
       .flags = {kHelp},
       .examples = {"newsprint completion bash > /etc/bash_completion.d/newsprint",
                    "newsprint completion fish > ~/.config/fish/completions/newsprint.fish"},
       .run = RunCompletion},
  };
}

}  // namespace

std::span<const Command> Commands() {
  static const auto& table = *new std::vector<Command>(MakeTable());
  return table;
}

const Command* FindCommand(std::string_view name) {
  const std::span<const Command> commands = Commands();
  const auto found = std::ranges::find(commands, name, &Command::name);
  return found == commands.end() ? nullptr : &*found;
}

}  // namespace newsprint
