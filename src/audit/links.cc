#include "audit/links.h"

#include <algorithm>
#include <optional>
#include <tuple>

#include "source/host.h"

namespace newsprint {

std::string PageOf(std::string_view url) {
  const std::string host = source::HostOf(url);
  if (host.empty()) return "";
  const size_t scheme = url.find("://");
  std::string_view rest = scheme == std::string_view::npos ? url : url.substr(scheme + 3);
  rest = rest.substr(0, rest.find('#'));
  const size_t path = rest.find('/');
  std::string_view page = path == std::string_view::npos ? "" : rest.substr(path);
  // Trackers are appended to addresses; only where the query alone names the page is it kept.
  const size_t query = page.find('?');
  const std::string_view before = page.substr(0, query);
  if (query != std::string_view::npos && before.size() > 1) page = before;
  while (page.ends_with('/')) page.remove_suffix(1);
  return host + std::string(page);
}

std::vector<WrittenLink> FindLinks(const Article& article) {
  const std::string_view body = article.body;
  std::vector<WrittenLink> links;
  for (const OriginSignal& signal : article.signals) {
    if (signal.kind != SignalKind::kLink) continue;
    links.push_back({signal.span, source::HostOf(signal.value), PageOf(signal.value)});
  }
  size_t begin = 0;
  while (const std::optional<source::Address> found =
             source::NextAddress(body, begin, body.size())) {
    begin = found->span.end;
    if (!found->url || found->mail || found->host.empty()) continue;
    links.push_back({.span = found->span,
                     .host = found->host,
                     .page = PageOf(body.substr(found->span.begin, found->span.size()))});
  }
  std::ranges::sort(links, {},
                    [](const WrittenLink& link) { return std::tie(link.span, link.page); });
  return links;
}

bool IsOfDomain(std::string_view host, std::string_view domain) {
  if (domain.empty() || !host.ends_with(domain)) return false;
  return host.size() == domain.size() || host[host.size() - domain.size() - 1] == '.';
}

}  // namespace newsprint
