// Registries for the tests.
#ifndef NEWSPRINT_TESTS_SOURCE_REGISTRIES_H_
#define NEWSPRINT_TESTS_SOURCE_REGISTRIES_H_

#include <string>
#include <string_view>

#include "newsprint/source/credit_lines.h"
#include "newsprint/source/registry.h"

namespace newsprint {

// An invented broadcaster, agency and newsroom, a local paper, and a desk of the broadcaster.
inline constexpr std::string_view kInventedYaml = R"(version: 1
sources:
  - id: rnf
    name: Radio North Freedom/Radio Beacon
    abbreviation: RNF/RB
    kind: broadcaster
    rank: 10
    copyright_holder: RNF/RB, Inc.
    groups: [public]
    domains: [rnf.example, www.radiomayak.example]
    aliases: [RNF/RB, Radio North Freedom]
    names:
      ru: [Радио Северный Маяк]
      sr: [Slobodni Svetionik, Слободни Светионик]
      ar: [راديو الشمال الحر]
      am: [ራዲዮ ሰሜን ነጻነት]
    desks:
      - {name: Радио Северный Маяк, domain: www.radiomayak.example, languages: [ru]}
  - id: gpa
    name: Global Press Agency
    abbreviation: GPA
    kind: agency
    domains: [gpa.example]
    names:
      de: [Globale Presse-Agentur]
      ko: [글로벌통신]
      zh: [环球通讯社]
      ja: [グローバル通信]
    not: [Global Press Agency Museum, Austral Global Press Agency]
  - id: lantern
    name: The Lantern
    kind: nonprofit
    domains: [thelantern.example]
publishers:
  - {id: pine, name: Pine Valley Courier, domain: pinevalley.example, languages: [en], kind: local, group: small}
  - {id: mayak, name: Radio North Freedom Russian Service, domain: ru.rnf.example, source: rnf}
)";

inline SourceRegistry InventedRegistry() {
  return *SourceRegistry::Parse(kInventedYaml, "sources.yaml");
}

// Compiled once for all tests.
inline const CreditLineFinder& InventedFinder() {
  static const CreditLineFinder finder = CreditLineFinder::WithDefaultPatterns(InventedRegistry());
  return finder;
}

// The id of the source, or else of the publisher, that `party` is; empty if nobody.
inline std::string IdOf(Party party, const SourceRegistry& registry) {
  if (const Source* one = registry.SourceOf(party)) return one->id;
  return party.known() ? registry.publishers()[party.index].id : "";
}

}  // namespace newsprint

#endif  // NEWSPRINT_TESTS_SOURCE_REGISTRIES_H_
