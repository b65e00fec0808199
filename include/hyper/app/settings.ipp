// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/app/settings.hpp>
//
#include <sched.h>
#include <unistd.h>
#include <algorithm>
#include <charconv>
#include <cstdio>
#include <hyper/app/env_file.hpp>
#include <hyper/app/journal.hpp>
#include <hyper/http/client_address.hpp>
#include <iterator>
#include <optional>

namespace hyper {
namespace detail {

/// The number at the front, with up to three decimals, times 1000; `rest` is what follows it.
HYPER_INLINE bool read_thousandths(std::string_view text, std::int64_t& into,
                                   std::string_view& rest) {
  std::int64_t whole = 0;
  auto const [end, failure] = std::from_chars(text.data(), text.data() + text.size(), whole);
  if (failure != std::errc{} || whole < 0 || whole > (1LL << 50)) return false;
  rest = text.substr(static_cast<std::size_t>(end - text.data()));
  into = whole * 1000;
  if (!rest.starts_with('.')) return true;
  rest.remove_prefix(1);
  int place = 100;
  std::size_t digits = 0;
  for (; !rest.empty() && rest[0] >= '0' && rest[0] <= '9'; rest.remove_prefix(1), ++digits) {
    into += (rest[0] - '0') * place;
    place /= 10;
  }
  return digits > 0 && digits <= 3;
}

HYPER_INLINE bool read_duration(std::string_view text, std::int64_t& into) {
  std::string_view unit;
  if (!read_thousandths(text, into, unit)) return false;
  std::int64_t const milliseconds = unit == "ms"                  ? 1
                                    : unit == "s" || unit.empty() ? 1000
                                    : unit == "m"                 ? 60'000
                                    : unit == "h"                 ? 3'600'000
                                                                  : 0;
  if (milliseconds == 0 || into > (1LL << 60) / milliseconds) return false;
  if (into * milliseconds % 1000 != 0) return false;
  into = into * milliseconds / 1000;
  return true;
}

HYPER_INLINE bool read_bytes(std::string_view text, std::int64_t& into) {
  std::string_view unit;
  if (!read_thousandths(text, into, unit) || into % 1000 != 0) return false;
  into /= 1000;
  if (unit.ends_with("iB")) {
    unit.remove_suffix(2);
    if (unit.empty()) return false;
  }
  int const shift = unit.empty()                 ? 0
                    : unit == "k" || unit == "K" ? 10
                    : unit == "M"                ? 20
                    : unit == "G"                ? 30
                                                 : -1;
  if (shift < 0 || into > (1LL << 32)) return false;
  into <<= shift;
  return true;
}

HYPER_INLINE bool read_whole(std::string_view text, std::int64_t& into, int base) {
  auto const [end, failure] = std::from_chars(text.data(), text.data() + text.size(), into, base);
  return failure == std::errc{} && end == text.data() + text.size();
}

HYPER_INLINE bool read_number(setting const& row, std::string_view text, std::int64_t& into) {
  bool const read = row.kind == setting_kind::duration ? read_duration(text, into)
                    : row.kind == setting_kind::bytes  ? read_bytes(text, into)
                    : row.kind == setting_kind::octal  ? read_whole(text, into, 8)
                                                       : read_whole(text, into, 10);
  return read && into >= row.least && into <= row.most;
}

HYPER_INLINE bool read_flag(std::string_view text, bool& into) {
  static constexpr std::string_view yes[] = {"true", "yes", "on", "1"};
  static constexpr std::string_view no[] = {"false", "no", "off", "0"};
  into = std::find(std::begin(yes), std::end(yes), text) != std::end(yes);
  return into || std::find(std::begin(no), std::end(no), text) != std::end(no);
}

HYPER_INLINE bool read_text(setting const& row, std::string_view text, std::string& into) {
  for (char const c : text)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) return false;
  into = text;
  if (row.choices.empty()) return true;
  std::string const fenced = " " + std::string(row.choices) + " ";
  return !text.empty() && text.find(' ') == text.npos &&
         fenced.find(" " + into + " ") != fenced.npos;
}

/// A value in a sentence: quoted, one line, not too long.
HYPER_INLINE std::string quoted_value(setting const& row, std::string_view text) {
  if (row.kind == setting_kind::secret) return "not shown";
  std::string quoted = "\"";
  for (char const c : text.substr(0, 80))
    quoted += static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? '?' : c;
  return quoted + (text.size() > 80 ? "…\"" : "\"");
}

HYPER_INLINE void assign_setting(setting const& row, std::string_view text, settings& into,
                                 std::string_view origin) {
  bool const fits = row.flag != nullptr     ? read_flag(text, into.*row.flag)
                    : row.number != nullptr ? read_number(row, text, into.*row.number)
                                            : read_text(row, text, into.*row.text);
  if (fits) return;
  throw bad_setting("The setting " + std::string(row.name) + " is " + quoted_value(row, text) +
                    " (from " + std::string(origin) + "). Allowed is " + allowed_values(row) + ".");
}

/// A value that was found and the words for where.
struct found_setting {
  std::string value;
  std::string origin;
};

HYPER_INLINE std::optional<found_setting> from_environment(char const* const* environment,
                                                           std::string_view name) {
  for (; environment != nullptr && *environment != nullptr; ++environment) {
    std::string_view const entry = *environment;
    if (entry.size() > name.size() && entry.starts_with(name) && entry[name.size()] == '=')
      return found_setting{std::string(entry.substr(name.size() + 1)),
                           std::string(name) + " in the environment"};
  }
  return std::nullopt;
}

HYPER_INLINE std::optional<found_setting> from_file(std::vector<env_entry> const& entries,
                                                    std::string_view name, std::string_view path) {
  for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry)  // the last one counts
    if (entry->name == name)
      return found_setting{entry->value, std::string(name) + " in " + std::string(path) +
                                             ", line " + std::to_string(entry->line)};
  return std::nullopt;
}

HYPER_INLINE std::string variable_of(setting const& row) {
  std::string variable = "HYPER_";
  for (char const c : row.name) variable += c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  return variable;
}

/// Notes a variable that looks like a setting and is none. HYPER_TEST_… belongs to tests.
HYPER_INLINE void note_unknown(std::string_view name, std::vector<std::string>& into) {
  if (!name.starts_with("HYPER_") || name.starts_with("HYPER_TEST_")) return;
  std::vector<std::string> known;
  for (setting const& row : setting_table()) known.push_back(variable_of(row));
  std::vector<std::string_view> const words(known.begin(), known.end());
  if (std::find(words.begin(), words.end(), name) != words.end()) return;
  std::string sentence = std::string(name.substr(0, 60)) + " names no setting";
  if (auto const near = nearest_word(name, words))
    sentence += "; is it " + std::string(*near) + "?";
  into.push_back(std::move(sentence));
}

/// All places where a setting may come from, the strongest first.
struct setting_sources {
  std::span<command_option const> options;
  char const* const* environment;
  std::span<setting_preset const> presets;
  std::vector<env_entry> file;
  std::string path;

  std::optional<found_setting> find(setting const& row) const {
    for (command_option const& option : options)
      if (option.name == row.name)
        return found_setting{option.value, detail::option_spelling(row.name)};
    std::string const variable = variable_of(row);
    bool const is_database = row.name == "database_url";
    if (auto found = from_environment(environment, variable)) return found;
    if (is_database)
      if (auto found = from_environment(environment, "DATABASE_URL")) return found;
    if (auto found = from_file(file, variable, path)) return found;
    if (is_database)
      if (auto found = from_file(file, "DATABASE_URL", path)) return found;
    for (setting_preset const& preset : presets)
      if (preset.name == row.name)
        return found_setting{std::string(preset.value), "the application's preset"};
    return std::nullopt;
  }
};

HYPER_INLINE void require_long_secret(std::string_view name, std::string_view value,
                                      settings const& of) {
  if (value.empty() || value.size() >= 32) return;
  throw bad_setting("The setting " + std::string(name) + " (from " +
                    std::string(of.origin_of(name)) + ") has " + std::to_string(value.size()) +
                    " characters. Allowed are 32 or more.");
}

HYPER_INLINE void check_proxies(settings const& of) {
  std::string wrong;
  if (!read_proxy_trust(of.trusted_proxies, &wrong))
    throw bad_setting("The setting trusted_proxies has \"" + one_line(wrong.substr(0, 60)) +
                      "\" (from " + std::string(of.origin_of("trusted_proxies")) +
                      "). Allowed are addresses, ranges such as 10.0.0.0/8, and unix.");
  if (of.proxy_protocol && of.trusted_proxies.empty())
    throw bad_setting("The setting proxy_protocol (from " +
                      std::string(of.origin_of("proxy_protocol")) +
                      ") needs trusted_proxies: nobody else may speak that protocol.");
}

HYPER_INLINE void check_together(settings const& of) {
  check_proxies(of);
  constexpr std::size_t longest_socket_path = 107;  // sockaddr_un
  if (of.unix_socket.size() > longest_socket_path)
    throw bad_setting("The setting unix_socket (from " + std::string(of.origin_of("unix_socket")) +
                      ") has " + std::to_string(of.unix_socket.size()) +
                      " characters. Allowed is a path of at most 107.");
  if (of.host.empty())
    throw bad_setting("The setting host is empty (from " + std::string(of.origin_of("host")) +
                      "). Allowed is an address such as 127.0.0.1, 0.0.0.0 or ::1.");
  require_long_secret("secret_key", of.secret_key, of);
  require_long_secret("old_secret_key", of.old_secret_key, of);
  if (of.pool_size < of.threads + 8)
    throw bad_setting(
        "The setting pool_size is \"" + std::to_string(of.pool_size) + "\" (from " +
        std::string(of.origin_of("pool_size")) + "), too few for " + std::to_string(of.threads) +
        " threads (from " + std::string(of.origin_of("threads")) + "). Allowed is at least " +
        std::to_string(of.threads + 8) +
        ": one connection for each thread and 8 for transactions; or 0, which chooses.");
}

}  // namespace detail

HYPER_INLINE settings load_settings(std::span<command_option const> options,
                                    char const* const* environment,
                                    std::span<setting_preset const> presets) {
  for (setting_preset const& preset : presets)
    if (detail::find_setting(preset.name) == nullptr)
      throw bad_setting("The application presets " + std::string(preset.name) +
                        ": there is no such setting.");
  detail::setting_sources sources{options, environment, presets, {}, {}};
  settings loaded;
  auto const take = [&](setting const& row) {
    auto const found = sources.find(row);
    if (found)
      detail::assign_setting(row, found->value, loaded, found->origin);
    else if (!row.preset.empty())
      detail::assign_setting(row, row.preset, loaded, "the default");
    return found ? found->origin : std::string("the default");
  };
  setting const& file_row = *detail::find_setting("env_file");
  bool const file_named = take(file_row) != "the default";
  sources.path = loaded.env_file;
  if (!loaded.env_file.empty()) {
    sources.file = read_env_file(loaded.env_file);
    if (file_named && sources.file.empty() && ::access(loaded.env_file.c_str(), F_OK) != 0)
      throw bad_setting("The setting env_file names " + loaded.env_file +
                        ": there is no such file.");
  }
  for (setting const& row : setting_table()) loaded.origins.push_back(take(row));
  for (char const* const* each = environment; each != nullptr && *each != nullptr; ++each)
    detail::note_unknown(std::string_view(*each).substr(0, std::string_view(*each).find('=')),
                         loaded.unknown_variables);
  for (env_entry const& entry : sources.file)
    detail::note_unknown(entry.name, loaded.unknown_variables);
  if (loaded.threads == 0) loaded.threads = usable_processors();
  if (loaded.pool_size == 0) loaded.pool_size = std::max<std::int64_t>(loaded.threads + 8, 32);
  detail::check_together(loaded);
  return loaded;
}

HYPER_INLINE std::int64_t usable_processors() {
  std::int64_t processors = 1;
  cpu_set_t mask;
  if (sched_getaffinity(0, sizeof mask, &mask) == 0)
    processors = std::max<std::int64_t>(CPU_COUNT(&mask), 1);
  // A container's quota: "200000 100000" is two processors, "max 100000" no limit.
  if (std::FILE* const file = std::fopen("/sys/fs/cgroup/cpu.max", "re")) {
    long long quota = 0, period = 0;
    if (std::fscanf(file, "%lld %lld", &quota, &period) == 2 && quota > 0 && period > 0)
      processors = std::clamp<std::int64_t>((quota + period - 1) / period, 1, processors);
    std::fclose(file);
  }
  return std::min<std::int64_t>(processors, 1024);
}

HYPER_INLINE std::string without_password(std::string_view database_url) {
  std::string shown(database_url);
  std::size_t const scheme = shown.find("://");
  if (scheme != shown.npos) {
    std::size_t const end = shown.find_first_of("/?#", scheme + 3);
    std::size_t const at = shown.rfind('@', end);
    std::size_t const colon = shown.find(':', scheme + 3);
    if (at != shown.npos && at > scheme && colon < at) shown.replace(colon, at - colon, ":***");
  }
  // As a parameter of an address or as a keyword of a connection string.
  for (std::size_t at = 0; (at = shown.find("password", at)) != shown.npos; at += 8) {
    std::size_t const equals = shown.find('=', at);
    if (equals == shown.npos) break;
    std::size_t const value = shown.find_first_not_of(' ', equals + 1);
    if (value == shown.npos) break;
    std::size_t end = shown.find_first_of(scheme != shown.npos ? "&" : " ", value);
    if (shown[value] == '\'') end = shown.npos;  // quoted: what follows is not worth a parser
    shown.replace(value, end == shown.npos ? end : end - value, "***");
  }
  return shown;
}

}  // namespace hyper
