// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
//
// What lies between an application and the database's bytes: building a query with its values,
// reading rows into objects, binding an object. No server is involved. Beside the reading of rows
// stands the same by hand, with the codecs alone.

#include <benchmark/benchmark.h>

#include <array>
#include <cstdint>
#include <hyper/orm.hpp>
#include <string>
#include <vector>

namespace {
using namespace hyper;

struct author {
  primary_key<> id{};
  text<1, 80> name{};
  using meta = model<table<"authors">>;
};

struct post {
  primary_key<> id{};
  unique<slug> address{};
  text<1, 200> title{};
  std::string body{};
  foreign_key<author> writer{};
  std::optional<timestamp> published{};
  created_at created{};
  using meta = model<table<"posts">, ordered_by<"-created">>;
};

void build_query(benchmark::State& state) {
  std::optional<std::string> const word = "word";
  for (auto _ : state) {
    auto query = objects<post>
                     .filter<"published__isnull">(false)
                     .filter_if<"title__icontains">(word)
                     .filter<"writer">(7)
                     .order_by<"-created">()
                     .limit(25);
    benchmark::DoNotOptimize(query.sql().data());
  }
}
BENCHMARK(build_query);

/// A row of `post`, or of `post` and its author, as PostgreSQL sends it.
struct wire_row {
  std::vector<std::string> bytes;
  std::vector<std::string_view> columns;
  std::vector<char> nulls;

  template <class T>
  void add(T const& value) {
    std::string encoded;
    codec<T>::encode(encoded, value);
    bytes.push_back(std::move(encoded));
  }
  explicit wire_row(bool with_author) {
    add(std::int64_t{1});
    add(std::string("an-address-of-a-post"));
    add(std::string("The title of a post about something"));
    add(std::string(200, 'x'));
    add(std::int64_t{7});
    add(timestamp::from_seconds(1'700'000'000));
    add(timestamp::from_seconds(1'700'000'000));
    if (with_author) {
      add(std::int64_t{7});
      add(std::string("Ada Lovelace"));
    }
    columns.assign(bytes.begin(), bytes.end());
    nulls.resize(bytes.size());
  }
  row_view view() const { return {columns.data(), nulls.data(), columns.size()}; }
};

void read_rows(benchmark::State& state, bool with_author) {
  wire_row const wire(with_author);
  using plain = detail::query_statements<post, query_action::select>;
  using joined = detail::query_statements<post, query_action::select,
                                          clause<clause_kind::select_related, "writer">>;
  detail::query_shape const& shape = with_author ? joined::shape : plain::shape;
  for (auto _ : state) {
    post object;
    detail::read_joined(shape, &object, wire.view());
    benchmark::DoNotOptimize(&object);
  }
}
BENCHMARK_CAPTURE(read_rows, plain, false);
BENCHMARK_CAPTURE(read_rows, joined, true);

void read_rows_by_hand(benchmark::State& state) {
  wire_row const wire(false);
  for (auto _ : state) {
    row_view const row = wire.view();
    post object;
    object.id = row.get<std::int64_t>(0);
    object.address = slug::unchecked(row.get<std::string>(1));
    object.title = text<1, 200>::unchecked(row.get<std::string>(2));
    object.body = row.get<std::string>(3);
    object.writer = row.get<std::int64_t>(4);
    object.published = row.get<std::optional<timestamp>>(5);
    object.created = row.get<timestamp>(6);
    benchmark::DoNotOptimize(&object);
  }
}
BENCHMARK(read_rows_by_hand);

void bind_object(benchmark::State& state) {
  post object;
  detail::read_joined(detail::query_statements<post, query_action::select>::shape, &object,
                      wire_row(false).view());
  model_info const& model = detail::model_of<post>;
  auto const* offsets = model.offsets(&object);
  for (auto _ : state) {
    parameters values;
    for (std::size_t i = 1; i < model.count; ++i)
      model[i]->access.bind(reinterpret_cast<char const*>(&object) + offsets[i], values);
    benchmark::DoNotOptimize(values.bytes().data());
  }
}
BENCHMARK(bind_object);

}  // namespace
