#include "newsprint/source/registry.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/source/registries.h"

namespace newsprint {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::string Message(const absl::Status& status) { return std::string(status.message()); }

TEST(SourceRegistryTest, ReadsEveryKey) {
  const SourceRegistry registry = InventedRegistry();
  ASSERT_EQ(registry.sources().size(), 3u);
  const Source& rnf = registry.sources()[0];
  EXPECT_EQ(rnf.id, "rnf");
  EXPECT_EQ(rnf.abbreviation, "RNF/RB");
  EXPECT_EQ(rnf.kind, SourceKind::kBroadcaster);
  EXPECT_EQ(rnf.rank, 10);
  EXPECT_EQ(rnf.copyright_holder, "RNF/RB, Inc.");
  EXPECT_THAT(rnf.groups, ElementsAre("public"));
  EXPECT_THAT(rnf.domains, ElementsAre("rnf.example", "radiomayak.example"));
  EXPECT_THAT(rnf.names, ::testing::Contains(SourceName{"Радио Северный Маяк", "ru"}));
  EXPECT_THAT(rnf.names, ::testing::Contains(SourceName{"RNF/RB", ""}));
  ASSERT_EQ(rnf.desks.size(), 1u);
  EXPECT_THAT(rnf.desks[0].languages, ElementsAre("ru"));
  EXPECT_THAT(registry.sources()[1].not_names,
              ElementsAre("Global Press Agency Museum", "Austral Global Press Agency"));
  ASSERT_EQ(registry.publishers().size(), 2u);
  EXPECT_THAT(registry.publishers()[0].groups, ElementsAre("small"));
  EXPECT_EQ(registry.publishers()[1].source, "rnf");
  EXPECT_EQ(registry.FindSource("gpa"), &registry.sources()[1]);
  EXPECT_EQ(registry.FindSource("none"), nullptr);
  EXPECT_EQ(registry.FindPublisherById("pine"), &registry.publishers()[0]);
}

TEST(SourceRegistryTest, FindsTheOwnerOfAnAddress) {
  const SourceRegistry registry = InventedRegistry();
  const struct {
    std::string url, owner;
  } cases[] = {
      {"https://www.rnf.example/a/1.html", "rnf"},
      {"http://rnf.example:8080", "rnf"},
      {"RNF.Example.", "rnf"},
      {"deep.below.rnf.example/x", "rnf"},
      {"//user@gpa.example/?q=pinevalley.example", "gpa"},
      {"https://notrnf.example/", ""},                // A label is more than its end.
      {"https://rnf.example.org/", ""},               // Below another domain.
      {"https://elsewhere.example/rnf.example", ""},  // In the path.
      {"pinevalley.example", "pine"},
      {"https://ru.rnf.example/", "rnf"},
      {"", ""},
      {"localhost", ""},
      {"https://", ""},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(IdOf(registry.FindByUrl(c.url), registry), c.owner) << c.url;
  }
  EXPECT_EQ(registry.FindByUrl("https://ru.rnf.example/").kind, Party::Kind::kPublisher);
}

TEST(SourceRegistryTest, FindsPartiesByName) {
  const SourceRegistry registry = InventedRegistry();
  const struct {
    std::string name, owner;
  } cases[] = {
      {"radio north  freedom / radio beacon", "rnf"},
      {"«Радио Северный Маяк»", "rnf"},
      {"RNF/RB", "rnf"},
      {"环球通讯社", "gpa"},
      {"PINE VALLEY COURIER", "pine"},
      {"Pine Valley", ""},
      {"Global Press Agency Museum", ""},
      {"", ""},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(IdOf(registry.FindByName(c.name), registry), c.owner) << c.name;
    EXPECT_EQ(IdOf(registry.FindByPublisherName(c.name), registry), c.owner) << c.name;
  }
}

TEST(SourceRegistryTest, FindsThePublisherOfAnArticle) {
  const SourceRegistry registry = InventedRegistry();
  const struct {
    std::string name, url, owner;
  } cases[] = {
      {"Pine Valley Courier", "https://rnf.example/1", "pine"},  // The name goes first.
      {"rnf.example", "", "rnf"},                                // A domain for a name.
      {"www.RNF.example", "https://pinevalley.example/1", "rnf"},
      {"Nobody's Gazette", "https://pinevalley.example/1", "pine"},
      {"", "https://ru.rnf.example/1", "rnf"},
      {"Nobody's Gazette", "https://nobody.example/1", ""},
      {"", "", ""},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(IdOf(registry.FindPublisher(c.name, c.url), registry), c.owner)
        << c.name << ", " << c.url;
  }
}

TEST(SourceRegistryTest, NamesFileLineKeyAndReason) {
  const struct {
    std::string yaml, message;
  } cases[] = {
      {"sources: []\n", "f.yaml:1: version: is missing"},
      {"version: 2\n", "f.yaml:1: version: '2', must be a whole number from 1 to 1"},
      {"version: 1\nsorces: []\n", "f.yaml:2: sorces: is no key of this map"},
      {"version: 1\nversion: 1\n", "f.yaml:2: version: stands twice"},
      {"version: 1\nsources: 7\n", "f.yaml:2: sources: must be a list"},
      {"version: 1\nsources:\n  - {name: A}\n", "f.yaml:3: id: is missing"},
      {"version: 1\nsources:\n  - id: ''\n    name: A\n", "f.yaml:3: id: must not be empty"},
      {"version: 1\nsources:\n  - id: a\n    name: A\n    kind: paper\n",
       "f.yaml:5: kind: 'paper', must be publisher, broadcaster, agency or nonprofit"},
      {"version: 1\nsources:\n  - id: a\n    name: A\n    rank: 1001\n",
       "f.yaml:5: rank: '1001', must be a whole number from 0 to 1000"},
      {"version: 1\nsources:\n  - id: a\n    name: A\n    domains: [https://a.example/]\n",
       "f.yaml:5: domains: 'https://a.example/' is no host, such as news.example.org"},
      {"version: 1\nsources:\n  - id: a\n    name: A\n  - id: a\n    name: B\n",
       "f.yaml:5: id: 'a' stands twice"},
      {"version: 1\nsources:\n  - {id: a, name: A, domains: [a.example]}\n"
       "  - id: b\n    name: B\n    domains: a.example\n",
       "f.yaml:6: domains: 'a.example' belongs to another one"},
      {"version: 1\nsources:\n  - id: a\n    name: A\n    aliases: [[x]]\n",
       "f.yaml:5: aliases: must be a string"},
      {"version: 1\nsources:\n  - id: a\n    name: A\n    names: [x]\n",
       "f.yaml:5: names: must be a map"},
      {"version: 1\nsources:\n  - id: a\n    name: A\n    desks:\n      - {domain: d.example}\n",
       "f.yaml:6: name: is missing"},
      {"version: 1\npublishers:\n  - id: p\n    name: P\n    source: nobody\n",
       "f.yaml:5: source: 'nobody' is no registered source"},
      {"version: 1\nsources:\n  - id: a\n   name: A\n", "f.yaml:4: "},
      {"version: 1\n# \xff\n", "not UTF-8"},
      {"version: [\n", "f.yaml:"},
  };
  for (const auto& c : cases) {
    const absl::StatusOr<SourceRegistry> parsed = SourceRegistry::Parse(c.yaml, "f.yaml");
    EXPECT_EQ(parsed.status().code(), absl::StatusCode::kInvalidArgument) << c.yaml;
    EXPECT_THAT(Message(parsed.status()), HasSubstr(c.message)) << c.yaml;
  }
  EXPECT_THAT(
      Message(SourceRegistry::Parse(std::string(kMaxRegistryBytes + 1, ' '), "f.yaml").status()),
      HasSubstr("16777217 bytes, the limit is 16777216"));
}

TEST(SourceRegistryTest, ReadsTheJsonFormAndIgnoresWhatItDoesNotKnow) {
  const std::string sources = R"([
 {"id": "gpa", "name": "Global Press Agency", "abbreviation": "GPA", "type": "wire", "extra": [1],
  "copyright_holder": "GPA Ltd.", "aliases": ["GPA News"], "domains": ["www.gpa.example"],
  "desks": [{"name": "Globale Presse-Agentur", "domain": "de.gpa.example", "languages": ["de"]}]}
])";
  const std::string publishers = R"([
 {"id": "p1", "name": "Pine Valley Courier", "domain": "pine.example", "languages": ["en"],
  "kind": "local", "group": "", "source": ""},
 {"id": "p2", "name": "Globale Presse-Agentur", "domain": "de.gpa.example", "source": "gpa"}
])";
  const absl::StatusOr<SourceRegistry> registry =
      SourceRegistry::ParseJson(sources, "sources.json", publishers, "publishers.json");
  ASSERT_TRUE(registry.ok()) << registry.status();
  EXPECT_EQ(registry->sources()[0].kind, SourceKind::kAgency);
  EXPECT_THAT(registry->publishers()[0].groups, ElementsAre());
  EXPECT_EQ(IdOf(registry->FindByUrl("https://de.gpa.example/x"), *registry), "gpa");
  EXPECT_EQ(registry->FindByUrl("https://de.gpa.example/x").kind, Party::Kind::kPublisher);
  EXPECT_EQ(IdOf(registry->FindByPublisherName("Globale Presse-Agentur"), *registry), "gpa");

  EXPECT_TRUE(SourceRegistry::ParseJson("", "s", "", "p").ok());
  EXPECT_THAT(Message(SourceRegistry::ParseJson("{}", "s.json", "", "p").status()),
              HasSubstr("s.json:1: sources: must be a list"));
  EXPECT_THAT(Message(SourceRegistry::ParseJson("[\n{\"id\": \"a\"}]", "s.json", "", "p").status()),
              HasSubstr("s.json:2: name: is missing"));
  EXPECT_THAT(Message(SourceRegistry::ParseJson(
                          "", "s", R"([{"id": "p", "name": "P", "source": "x"}])", "p.json")
                          .status()),
              HasSubstr("p.json:1: source: 'x' is no registered source"));
}

TEST(SourceRegistryTest, HashTellsContentAndNotLayout) {
  const auto hash = [](const std::string& yaml) {
    return SourceRegistry::Parse(yaml, "f.yaml")->hash();
  };
  const std::string base =
      hash("version: 1\nsources:\n  - {id: a, name: A}\n  - {id: b, name: B}\n");
  EXPECT_EQ(base.size(), 32u);
  EXPECT_EQ(
      base,
      hash("# Same.\nversion: 1\nsources:\n  - name: B\n    id: b\n  - id: a\n    name: A\n"));
  EXPECT_NE(base, hash("version: 1\nsources:\n  - {id: a, name: A}\n  - {id: b, name: C}\n"));
  EXPECT_NE(base,
            hash("version: 1\nsources:\n  - {id: a, name: A, rank: 1}\n  - {id: b, name: B}\n"));
  EXPECT_NE(hash("version: 1\nsources:\n  - {id: a, name: A, aliases: [x, y]}\n"),
            hash("version: 1\nsources:\n  - {id: a, name: A, aliases: [xy]}\n"));
  EXPECT_EQ(SourceRegistry().hash(), SourceRegistry::ParseJson("", "s", "", "p")->hash());
}

TEST(SourceRegistryTest, DoesNotFallToAliasBombs) {
  std::string bomb = "version: 1\na: &a [x, x]\n";
  for (char c = 'b'; c < 'z'; ++c) {
    bomb += std::string(1, c) + ": &" + c + " [*" + char(c - 1) + ", *" + char(c - 1) + "]\n";
  }
  EXPECT_FALSE(SourceRegistry::Parse(bomb, "f.yaml").ok());
  EXPECT_FALSE(SourceRegistry::Parse(std::string(100000, '['), "f.yaml").ok());
}

}  // namespace
}  // namespace newsprint
