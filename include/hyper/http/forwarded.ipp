// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/http/forwarded.hpp>
//
#include <array>
#include <hyper/http/grammar.hpp>

namespace hyper {
namespace detail {

/// The last members of a list that may stand in several fields; older ones were written by nobody
/// that we know.
class last_members {
 public:
  static constexpr std::size_t most = 32;

  void add(std::string_view member) { members_[added_++ % most] = member; }
  std::size_t size() const { return added_ < most ? added_ : most; }
  /// 0 is the last one.
  std::string_view from_right(std::size_t place) const {
    return members_[(added_ - 1 - place) % most];
  }
  void clear() { added_ = 0; }

 private:
  std::array<std::string_view, most> members_{};
  std::size_t added_ = 0;
};

HYPER_INLINE last_members list_of(request const& asked, std::string_view name) {
  last_members all;
  for (header_field const& field : asked.fields) {
    if (!same_field_name(field.name, name)) continue;
    std::string_view rest = field.value;
    while (!rest.empty()) {
      std::string_view const member = cut_list_member(rest);
      if (!member.empty()) all.add(member);
    }
  }
  return all;
}

/// The place of the first comma or semicolon outside of quotes, or the end; nothing when a quote is
/// not closed.
HYPER_INLINE std::optional<std::size_t> end_of_part(std::string_view text, char separator) {
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (quoted && text[i] == '\\') {
      ++i;
    } else if (text[i] == '"') {
      quoted = !quoted;
    } else if (!quoted && text[i] == separator) {
      return i;
    }
  }
  if (quoted) return std::nullopt;
  return text.size();
}

/// The elements of Forwarded; none at all when one of them is malformed.
HYPER_INLINE last_members forwarded_elements(request const& asked) {
  last_members all;
  for (header_field const& field : asked.fields) {
    if (!same_field_name(field.name, "Forwarded")) continue;
    std::string_view rest = field.value;
    while (!rest.empty()) {
      auto const end = end_of_part(rest, ',');
      if (!end) return {};
      std::string_view const element = trim_field(rest.substr(0, *end));
      if (!element.empty()) all.add(element);
      rest.remove_prefix(*end < rest.size() ? *end + 1 : *end);
    }
  }
  return all;
}

/// A parameter of an element, its quotes taken off; "" when it is absent or was escaped, which no
/// address, scheme or host needs.
HYPER_INLINE std::string_view parameter_of(std::string_view element, std::string_view name) {
  while (!element.empty()) {
    std::size_t const end = end_of_part(element, ';').value_or(element.size());
    std::string_view const pair = trim_field(element.substr(0, end));
    element.remove_prefix(end < element.size() ? end + 1 : end);
    std::size_t const equals = pair.find('=');
    if (equals == pair.npos || !same_field_name(pair.substr(0, equals), name)) continue;
    std::string_view value = pair.substr(equals + 1);
    if (value.size() >= 2 && value.front() == '"' && value.back() == '"')
      value = value.substr(1, value.size() - 2);
    if (value.find_first_of("\"\\") != value.npos) return {};
    return value;
  }
  return {};
}

HYPER_INLINE std::string_view known_scheme(std::string_view text) {
  if (same_field_name(text, "https") || same_field_name(text, "wss")) return "https";
  if (same_field_name(text, "http") || same_field_name(text, "ws")) return "http";
  return {};
}

/// A host with or without a port, or "".
HYPER_INLINE std::string_view known_host(std::string_view text) {
  if (text.empty() || text.size() > 255) return {};
  for (char const c : text)
    if (!is(c, host_character) && c != ':' && c != '[' && c != ']') return {};
  return text;
}

/// How many members from the right were written by proxies of ours; the last of these is about the
/// client.
HYPER_INLINE std::size_t believed_members(last_members const& nodes, proxy_trust const& trust,
                                          bool rfc_7239) {
  if (trust.count > 0) return nodes.size() < trust.count ? nodes.size() : trust.count;
  std::size_t believed = 0;
  while (believed < nodes.size()) {
    std::string_view const member = nodes.from_right(believed);
    auto const address = ip_address::read_node(rfc_7239 ? parameter_of(member, "for") : member);
    ++believed;
    if (!address || !trust.covers(*address)) break;
  }
  return believed;
}

/// The member that the same proxy wrote, or the only ones there are.
HYPER_INLINE std::string_view matching_member(last_members const& all, std::size_t believed) {
  if (all.size() == 0) return {};
  return all.from_right(believed == 0 || believed > all.size() ? all.size() - 1 : believed - 1);
}

HYPER_INLINE forwarded_request read_x_forwarded(request const& asked, proxy_trust const& trust) {
  forwarded_request found;
  last_members const nodes = list_of(asked, "X-Forwarded-For");
  std::size_t const believed = believed_members(nodes, trust, false);
  if (believed > 0) found.client = ip_address::read_node(nodes.from_right(believed - 1));
  // A proxy that overwrites these leaves one member; that is what the last of ours has said.
  auto const said = [&](std::string_view name) {
    return matching_member(list_of(asked, name), believed);
  };
  found.scheme = known_scheme(said("X-Forwarded-Proto"));
  found.host = known_host(said("X-Forwarded-Host"));
  return found;
}

HYPER_INLINE forwarded_request read_rfc_7239(request const& asked, proxy_trust const& trust) {
  forwarded_request found;
  last_members const elements = forwarded_elements(asked);
  std::size_t const believed = believed_members(elements, trust, true);
  if (believed == 0) return found;
  std::string_view const element = elements.from_right(believed - 1);
  found.client = ip_address::read_node(parameter_of(element, "for"));
  found.scheme = known_scheme(parameter_of(element, "proto"));
  found.host = known_host(parameter_of(element, "host"));
  return found;
}

}  // namespace detail

HYPER_INLINE forwarded_request read_forwarded(request const& asked,
                                              std::optional<ip_address> const& peer,
                                              proxy_trust const& trust) {
  bool const by_count_alone = trust.count > 0 && trust.ranges.empty();
  bool const trusted = peer ? by_count_alone || trust.covers(*peer) : trust.unix_peers;
  if (!trusted) return {};
  return trust.rfc_7239 ? detail::read_rfc_7239(asked, trust)
                        : detail::read_x_forwarded(asked, trust);
}

}  // namespace hyper
