// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/pages/csrf.hpp>
//
#include <atomic>
#include <hyper/http/cookie.hpp>
#include <hyper/http/form_data.hpp>
#include <hyper/http/problem.hpp>
#include <hyper/security/base64url.hpp>
#include <hyper/security/constant_time.hpp>
#include <hyper/security/random_bytes.hpp>
#include <hyper/security/signer.hpp>

namespace hyper {
namespace detail {

inline constexpr std::size_t csrf_secret_size = 32;

HYPER_INLINE signer const& csrf_signer() {
  thread_local process_signer made("csrf");
  return made.get();
}

HYPER_INLINE std::string_view csrf_cookie_name(request const& asked) {
  return asked.scheme == "https" ? "__Host-csrftoken" : "csrftoken";
}

HYPER_INLINE std::string make_csrf_secret() { return random_bytes(csrf_secret_size); }

HYPER_INLINE std::atomic<csrf_binding>& csrf_binding_of_process() {
  static std::atomic<csrf_binding> binding{nullptr};
  return binding;
}
HYPER_INLINE std::string csrf_session(exchange const& with) {
  csrf_binding const of = csrf_binding_of_process().load(std::memory_order_acquire);
  return of == nullptr ? std::string() : of(with);
}

HYPER_INLINE std::string csrf_cookie_value(std::string_view secret, std::string_view session) {
  return csrf_signer().sign(secret, session);
}

HYPER_INLINE std::optional<std::string> find_csrf_secret(request const& asked,
                                                         std::string_view session) {
  auto const token = find_cookie(asked, csrf_cookie_name(asked));
  auto secret = token ? csrf_signer().verify(*token, session) : std::nullopt;
  if (secret && secret->size() != csrf_secret_size) secret.reset();
  return secret;
}

HYPER_INLINE std::string mask_csrf_secret(std::string_view secret) {
  std::string text = random_bytes(secret.size());
  for (std::size_t i = 0; i < secret.size(); ++i) text += static_cast<char>(text[i] ^ secret[i]);
  return encode_base64url(text);
}

HYPER_INLINE std::optional<std::string> unmask_csrf_secret(std::string_view text) {
  auto const bytes = decode_base64url(text);
  if (!bytes || bytes->size() != 2 * csrf_secret_size) return std::nullopt;
  std::string secret = bytes->substr(csrf_secret_size);
  for (std::size_t i = 0; i < csrf_secret_size; ++i)
    secret[i] = static_cast<char>(secret[i] ^ (*bytes)[i]);
  return secret;
}

/// Whether a browser says that the request comes from a page of another site. A page without an
/// origin of its own says "null": the token decides.
HYPER_INLINE bool comes_from_elsewhere(request const& asked) {
  if (asked.header("Sec-Fetch-Site") == "cross-site") return true;
  std::string_view origin = asked.header("Origin").value_or("null");
  if (origin == "null") return false;
  std::size_t const host = origin.find("://");
  if (host != origin.npos) origin.remove_prefix(host + 3);
  return !same_field_name(origin, asked.host());
}

/// The token that a request says: of its header, else of its form.
HYPER_INLINE std::optional<std::string> find_said_token(exchange const& with) {
  for (std::string_view const name : {"X-CSRF-Token", "X-CSRFToken"})
    if (auto const found = with.asked.header(name)) return std::string(*found);
  try {
    form_data const form = read_form(with);
    for (std::string_view const name : {"csrf_token", "_csrf_token"})
      if (std::string const* const found = form.find(name)) return *found;
  } catch (http_error const&) {
    // No form, or one that cannot be read: it says nothing.
  }
  return std::nullopt;
}

HYPER_INLINE std::string_view csrf_sentence(csrf_verdict of) {
  switch (of) {
    case csrf_verdict::missing:
      return "CSRF token missing";
    case csrf_verdict::mismatch:
      return "CSRF token mismatch";
    case csrf_verdict::invalid:
      return "CSRF token invalid";
    case csrf_verdict::foreign:
      return "CSRF origin mismatch";
    case csrf_verdict::good:
      break;
  }
  return {};
}

}  // namespace detail

HYPER_INLINE void bind_csrf_tokens(csrf_binding of) noexcept {
  detail::csrf_binding_of_process().store(of, std::memory_order_release);
}

HYPER_INLINE csrf_verdict judge_csrf(exchange const& with) {
  request const& asked = with.asked;
  if (detail::comes_from_elsewhere(asked)) return csrf_verdict::foreign;
  auto const cookie = find_cookie(asked, detail::csrf_cookie_name(asked));
  auto const said = cookie ? detail::find_said_token(with) : std::nullopt;
  if (!said || said->empty()) return csrf_verdict::missing;
  auto const secret = detail::find_csrf_secret(asked, detail::csrf_session(with));
  if (!secret) return csrf_verdict::invalid;
  auto const unmasked = detail::unmask_csrf_secret(*said);
  bool const same = unmasked ? equal_in_constant_time(*unmasked, *secret)
                             : equal_in_constant_time(*said, *cookie);
  return same ? csrf_verdict::good : csrf_verdict::mismatch;
}

HYPER_INLINE void check_csrf(exchange const& with) {
  csrf_verdict const verdict = judge_csrf(with);
  if (verdict != csrf_verdict::good)
    throw http_error(403, std::string(detail::csrf_sentence(verdict)));
}

HYPER_INLINE bool csrf_protected::before(exchange& with) {
  http_method const method = with.asked.method;
  bool const safe = method == http_method::get || method == http_method::head ||
                    method == http_method::options || method == http_method::trace;
  csrf_verdict const verdict = safe ? csrf_verdict::good : judge_csrf(with);
  if (verdict == csrf_verdict::good) return true;
  with.answer_problem(403, detail::csrf_sentence(verdict));
  return false;
}

}  // namespace hyper
