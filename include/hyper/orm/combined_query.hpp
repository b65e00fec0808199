// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// UNION, INTERSECT and EXCEPT of two queries over one model.

#include <array>
#include <cstddef>
#include <cstdint>
#include <hyper/orm/query_set.hpp>
#include <hyper/orm/select.hpp>
#include <hyper/orm/statement_writer.hpp>
#include <hyper/postgres/statement.hpp>
#include <string_view>
#include <vector>

namespace hyper {

/// How the rows of two queries become one list.
enum class set_operation : std::uint8_t { unite, unite_all, intersect, subtract };

namespace detail {

constexpr std::string_view combining_word(set_operation how) {
  constexpr std::array<std::string_view, 4> names{" UNION ", " UNION ALL ", " INTERSECT ",
                                                  " EXCEPT "};
  return names[static_cast<std::size_t>(how)];
}

/// `(SELECT …) UNION (SELECT …) ORDER BY "id"`, or how many rows that has.
constexpr void write_combined(statement_writer& to, query_shape const& a, query_shape const& b,
                              set_operation how, bool count) {
  to.out << (count ? "SELECT count(*) FROM ((" : "(");
  write_query_text(to, a, query_action::select, 0);
  to.out << ')' << combining_word(how) << '(';
  write_query_text(to, b, query_action::select, 0);
  to.out << ')';
  if (count) {
    to.out << ") q";
    return;
  }
  for (std::size_t i = 0; i < a.root().key_count(); ++i) {
    to.out << (i == 0 ? " ORDER BY " : ", ");
    write_name(to.out, a.root()[a.root().key_column(i)]);
  }
}

template <class A, class B, set_operation How, bool Count>
struct combined_source {
  static constexpr bool pure_read = true;
  static constexpr tenant_use tenants = [] {
    tenant_use both = A::shape()->tenants;
    both.add(B::shape()->tenants);
    return both;
  }();
  static constexpr void write(statement_writer& to) {
    write_combined(to, *A::shape(), *B::shape(), How, Count);
  }
  static constexpr statement_tables touched{
      {}, reads_unlogged(*A::shape()) || reads_unlogged(*B::shape())};
};
template <class A, class B, set_operation How, bool Count>
using combined_statement = constant_statement<combined_source<A, B, How, Count>>;

}  // namespace detail

namespace detail {

/// Both queries are sound, and about rows of one kind of tenants.
template <set_operation How, class A, class B>
constexpr bool check_combined() {
  if constexpr (!A::template check_end<query_action::select>() ||
                !B::template check_end<query_action::select>()) {
    return false;
  } else {
    constexpr bool good = !combined_source<A, B, How, false>::tenants.several;
    if constexpr (!good) explain_several_tenants<typename A::model_type>();
    return good;
  }
}

}  // namespace detail

/// The rows of two queries as one list, in the order of the primary key.
template <set_operation How, class A, class B>
class combined_query {
 public:
  using model_type = typename A::model_type;
  constexpr combined_query(A a, B b) : a_(std::move(a)), b_(std::move(b)) {
    static_assert(std::is_same_v<model_type, typename B::model_type>,
                  "both queries must be of one model");
    static_assert(A::shape()->bits == 0 && B::shape()->bits == 0,
                  "conditions that may be missing do not fit into a combined query");
    static_cast<void>(detail::check_combined<How, A, B>());
  }

  constexpr std::string_view sql() const {
    return detail::combined_statement<A, B, How, false>::sql;
  }
  task<std::vector<model_type>> all() const {
    return detail::fetch_all<model_type>(&detail::combined_statement<A, B, How, false>::made,
                                         A::shape(), values());
  }
  task<std::int64_t> count() const {
    return detail::fetch_number(&detail::combined_statement<A, B, How, true>::made, values());
  }

 private:
  parameters values() const {
    parameters all = a_.all_values();
    all.append(b_.all_values());
    return all;
  }
  A a_;
  B b_;
};

/// Rows of either query, each once.
template <class A, class B>
constexpr auto union_of(A const& a, B const& b) {
  return combined_query<set_operation::unite, A, B>(a, b);
}
/// Rows of either query; those of both twice.
template <class A, class B>
constexpr auto union_all_of(A const& a, B const& b) {
  return combined_query<set_operation::unite_all, A, B>(a, b);
}
/// Rows of both queries.
template <class A, class B>
constexpr auto intersection_of(A const& a, B const& b) {
  return combined_query<set_operation::intersect, A, B>(a, b);
}
/// Rows of the first query that the second has not.
template <class A, class B>
constexpr auto difference_of(A const& a, B const& b) {
  return combined_query<set_operation::subtract, A, B>(a, b);
}

}  // namespace hyper
