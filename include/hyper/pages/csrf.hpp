// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <hyper/config.hpp>
#include <hyper/http/exchange.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace hyper {

/// An option of a route: what changes something is done for pages of this site only.
///
///   route<"POST /write", publish, csrf_protected>
///
/// A request other than GET, HEAD, OPTIONS and TRACE must say the token that `csrf_token` has put
/// into the page, in a form field `csrf_token` or a header field `X-CSRF-Token`, and come with the
/// cookie that went with it; what a browser says comes from another site is refused at once. The
/// refusal is 403: "CSRF token missing", "CSRF token mismatch", "CSRF token invalid" or "CSRF
/// origin mismatch".
///
/// The cookie holds 256 random bits, signed with the process's secret (security/secret_keys.hpp);
/// the page holds the same bits under a mask that is new in each page, so that a compressed answer
/// does not betray them.
struct csrf_protected {
  static bool before(exchange& with);
};

/// The same check for a handler that does it itself. Throws http_error 403.
void check_csrf(exchange const& with);

/// Binds tokens to sessions: `of` says which session a request belongs to, as the session's id or
/// whatever else an attacker cannot choose and that changes when the visitor logs in; empty for a
/// visitor without one. A cookie that was made in another session is then "CSRF token invalid", and
/// the next page replaces it. For the whole process: call it before the server runs. Without it, or
/// with nullptr, tokens are bound to their cookie alone.
///
///   std::string session_of(exchange const& with) {
///     return find_cookie(with.asked, "sessionid").value_or("");
///   }
///   … bind_csrf_tokens(session_of); …
using csrf_binding = std::string (*)(exchange const& with);
void bind_csrf_tokens(csrf_binding of) noexcept;

/// How a check ends.
enum class csrf_verdict : std::uint8_t { good, missing, mismatch, invalid, foreign };
csrf_verdict judge_csrf(exchange const& with);

namespace detail {

/// "csrftoken", or with the prefix that binds it to the host where the connection is secure.
std::string_view csrf_cookie_name(request const& asked);
/// The session that the tokens of a request are bound to; may be empty.
std::string csrf_session(exchange const& with);
/// The bits in the request's cookie; nothing when it has none that this process has signed for the
/// session.
std::optional<std::string> find_csrf_secret(request const& asked, std::string_view session);
std::string make_csrf_secret();
std::string csrf_cookie_value(std::string_view secret, std::string_view session);
/// The text for a page: another one each time.
std::string mask_csrf_secret(std::string_view secret);
std::optional<std::string> unmask_csrf_secret(std::string_view text);

}  // namespace detail
}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/pages/csrf.ipp>
#endif
