#include "newsprint/source/registry.h"

#include <cstdlib>
#include <utility>

#include "absl/strings/str_cat.h"
#include "newsprint/article/status.h"
#include "source/defaults.h"
#include "source/host.h"
#include "source/registry_builder.h"
#include "source/view.h"

namespace newsprint {
namespace {

template <typename Entry>
const Entry* FindById(const absl::flat_hash_map<std::string, uint32_t>& ids,
                      const std::vector<Entry>& entries, std::string_view id) {
  const auto found = ids.find(source::View(id));
  return found == ids.end() ? nullptr : &entries[found->second];
}

}  // namespace

std::string_view SourceKindName(SourceKind kind) {
  switch (kind) {
    case SourceKind::kPublisher:
      return "publisher";
    case SourceKind::kBroadcaster:
      return "broadcaster";
    case SourceKind::kAgency:
      return "agency";
    case SourceKind::kNonprofit:
      return "nonprofit";
  }
  std::abort();  // No other value exists.
}

RegistryBuilder::RegistryBuilder(Collisions collisions)
    : collisions_(collisions), impl_(std::make_shared<SourceRegistry::Impl>()) {}

absl::Status RegistryBuilder::AddDomain(const std::string& domain, Party party) {
  const auto [at, added] = impl_->domains.emplace(domain, party);
  if (added || at->second == party || collisions_ == Collisions::kFirstWins) {
    return absl::OkStatus();
  }
  return absl::InvalidArgumentError(absl::StrCat("domains: '", domain, "' belongs to another one"));
}

absl::Status RegistryBuilder::AddSource(Source one) {
  const Party party{Party::Kind::kSource, static_cast<uint32_t>(impl_->sources.size())};
  if (!impl_->source_ids.emplace(one.id, party.index).second) {
    return absl::InvalidArgumentError(absl::StrCat("id: '", one.id, "' stands twice"));
  }
  for (const std::string& domain : one.domains) {
    NEWSPRINT_RETURN_IF_ERROR(AddDomain(domain, party));
  }
  for (const Desk& desk : one.desks) {
    if (!desk.domain.empty()) NEWSPRINT_RETURN_IF_ERROR(AddDomain(desk.domain, party));
  }
  impl_->sources.push_back(std::move(one));
  return absl::OkStatus();
}

absl::Status RegistryBuilder::AddPublisher(Publisher one) {
  const Party party{Party::Kind::kPublisher, static_cast<uint32_t>(impl_->publishers.size())};
  if (!impl_->publisher_ids.emplace(one.id, party.index).second) {
    return absl::InvalidArgumentError(absl::StrCat("id: '", one.id, "' stands twice"));
  }
  for (const std::string& domain : one.domains) {
    // A desk's domain is the source's, too, and says more as the desk's.
    const auto found = impl_->domains.find(domain);
    if (!one.source.empty() && found != impl_->domains.end() &&
        found->second.kind == Party::Kind::kSource &&
        impl_->sources[found->second.index].id == one.source) {
      found->second = party;
    } else {
      NEWSPRINT_RETURN_IF_ERROR(AddDomain(domain, party));
    }
  }
  impl_->publishers.push_back(std::move(one));
  return absl::OkStatus();
}

SourceRegistry RegistryBuilder::Build() {
  SourceRegistry::Impl& impl = *impl_;
  for (uint32_t i = 0; i < impl.sources.size(); ++i) {
    const Source& one = impl.sources[i];
    const Party party{Party::Kind::kSource, i};
    for (const std::string& name : {one.name, one.abbreviation, one.copyright_holder}) {
      impl.names.Add({name, ""}, party);
    }
    for (const SourceName& name : one.names) impl.names.Add(name, party);
    for (const Desk& desk : one.desks) {
      impl.names.Add({desk.name, desk.languages.size() == 1 ? desk.languages.front() : ""}, party);
    }
  }
  for (uint32_t i = 0; i < impl.publishers.size(); ++i) {
    const SourceName name = {impl.publishers[i].name, ""};
    const Party party{Party::Kind::kPublisher, i};
    impl.publisher_names.Add(name, party);
    impl.names.Add(name, party);
  }
  // Last: what looks like one source's name may be another one's.
  for (const Source& one : impl.sources) {
    for (const std::string& name : one.not_names) impl.names.Add({name, ""}, Party{});
  }
  impl.names.Seal();
  impl.publisher_names.Seal();
  impl.hash = HashOfRegistry(impl.sources, impl.publishers);
  return SourceRegistry(std::move(impl_));
}

SourceRegistry::SourceRegistry()
    : SourceRegistry(RegistryBuilder(RegistryBuilder::Collisions::kAreErrors).Build()) {}

SourceRegistry::SourceRegistry(std::shared_ptr<const Impl> impl) : impl_(std::move(impl)) {}

const SourceRegistry& SourceRegistry::Default() {
  static const SourceRegistry* const registry = [] {
    absl::StatusOr<SourceRegistry> parsed = Parse(source::DefaultSourcesYaml(), "sources.yaml");
    if (!parsed.ok()) std::abort();  // The file was tested with the build.
    return new SourceRegistry(*std::move(parsed));
  }();
  return *registry;
}

const std::vector<Source>& SourceRegistry::sources() const { return impl_->sources; }
const std::vector<Publisher>& SourceRegistry::publishers() const { return impl_->publishers; }
const std::string& SourceRegistry::hash() const { return impl_->hash; }
const source::NameTable& SourceRegistry::names() const { return impl_->names; }

const Source* SourceRegistry::FindSource(std::string_view id) const {
  return FindById(impl_->source_ids, impl_->sources, id);
}

const Publisher* SourceRegistry::FindPublisherById(std::string_view id) const {
  return FindById(impl_->publisher_ids, impl_->publishers, id);
}

Party SourceRegistry::FindByUrl(std::string_view url) const {
  const std::string host = source::HostOf(url);
  for (const std::string_view domain : source::DomainsAbove(host)) {
    if (const auto found = impl_->domains.find(source::View(domain));
        found != impl_->domains.end()) {
      return found->second;
    }
  }
  return {};
}

Party SourceRegistry::FindByPublisherName(std::string_view name) const {
  const Party party = impl_->publisher_names.FindWhole(name);
  return party.known() ? party : impl_->names.FindWhole(name);
}

Party SourceRegistry::FindPublisher(std::string_view name, std::string_view url) const {
  Party party = FindByPublisherName(name);
  if (!party.known()) party = FindByUrl(name);
  return party.known() ? party : FindByUrl(url);
}

Party SourceRegistry::FindByName(std::string_view name) const {
  return impl_->names.FindWhole(name);
}

const Source* SourceRegistry::SourceOf(Party party) const {
  switch (party.kind) {
    case Party::Kind::kSource:
      return &impl_->sources[party.index];
    case Party::Kind::kPublisher:
      return FindSource(impl_->publishers[party.index].source);
    case Party::Kind::kNobody:
      return nullptr;
  }
  std::abort();  // No other value exists.
}

}  // namespace newsprint
