// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/orm/path.hpp>
//
#include "blog.hpp"

namespace {
using namespace blog;
using detail::path_flaw;

struct comment {
  primary_key<> id{};
  foreign_key<post> about{};
  std::string words{};
  using meta = model<table<"comments">>;
};

constexpr detail::model_path path(std::string_view text) {
  return detail::read_path(detail::model_of<comment>, text);
}
static_assert(path("words").flaw == path_flaw::none && path("words").column == 2);
static_assert(path("words__icontains").how == lookup::icontains);
static_assert(path("about__title").depth == 1 && path("about__title").hops[0].column == 1);
static_assert(path("about__title").target().member == "title");
static_assert(path("about__writer__name__istartswith").depth == 2);
static_assert(path("about__writer__name__istartswith").target().member == "name");
static_assert(path("about_id").column == 1 && path("about_id").depth == 0);
// The key behind a foreign key is the foreign key itself: no join.
static_assert(path("about__id").depth == 0 && path("about__id").column == 1);
static_assert(path("about__writer__id__in").depth == 1);
static_assert(path("about__writer__id__in").target().member == "writer");
static_assert(path("about__writer_id").depth == 1);
static_assert(path("about__isnull").how == lookup::isnull && path("about__isnull").depth == 0);

static_assert(path("").flaw == path_flaw::no_column);
static_assert(path("__").flaw == path_flaw::no_column);
static_assert(path("title").flaw == path_flaw::no_column && path("title").word == "title");
static_assert(path("about__tittle").flaw == path_flaw::no_column);
static_assert(path("about__tittle").model->name == "post");
static_assert(path("words__first__exact").flaw == path_flaw::no_relation);
static_assert(path("words__first__exact").word == "words");
static_assert(path("words__upper__exact").step_count == 1);
static_assert(path("about__created__year__gte").subject()->oid == detail::sql_oid::int4);
static_assert(path("about__created__year__icontains").flaw == path_flaw::no_lookup);
static_assert(path("id__year").flaw == path_flaw::no_lookup);
static_assert(path("words__like").flaw == path_flaw::no_lookup);
static_assert(path("id__contains").flaw == path_flaw::no_lookup);
static_assert(path("about__gt").flaw == path_flaw::none);

struct long_chain {
  primary_key<> id{};
  foreign_key<long_chain> next{};
  using meta = model<table<"chains">>;
};
static_assert(detail::read_path(detail::model_of<long_chain>,
                                "next__next__next__next__next__next__next__next__next")
                  .flaw == path_flaw::none);
static_assert(detail::read_path(detail::model_of<long_chain>,
                                "next__next__next__next__next__next__next__next__next__next")
                  .flaw == path_flaw::too_deep);
}  // namespace
