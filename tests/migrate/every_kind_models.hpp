// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
// clang-format off
// Made by inspectdb from a database; from now on yours to change.
#pragma once

#include <hyper/hyper.hpp>
#include <hyper/postgres/time_of_day.hpp>

namespace inspected {

struct checks {
  hyper::primary_key<std::int64_t> id{};
  std::int32_t n{};
  std::optional<std::int32_t> m{};
  std::string s{};
  using meta =
      hyper::model<hyper::table<"checks">,
                   hyper::needs_extension<"btree_gist">,
                   hyper::needs_extension<"pg_trgm">,
                   hyper::listed_type<"mood", "good", "it's so so", "bad">,
                   hyper::constrained_by<"below", "CHECK (((m IS NULL) OR (m < n)))">,
                   hyper::constrained_by<"checks_n_check", "CHECK ((n > 0))">,
                   hyper::constrained_by<"known", "CHECK ((s = ANY (ARRAY['a'::text, 'b'::text])))">>;
};

struct computed {
  hyper::primary_key<std::int64_t> id{};
  std::int32_t n{};
  std::optional<std::string> m{};
  hyper::generated<std::int32_t, "(n * 2)"> doubled{};
  hyper::generated<std::optional<std::string>, "upper(m)"> shouted{};
  using meta =
      hyper::model<hyper::table<"computed">>;
};

struct defaults {
  hyper::primary_key<std::int64_t> id{};
  hyper::db_default<std::int32_t, "7"> a{};
  hyper::db_default<std::string, "'it''s \"x\\y\"'::text"> b{};
  hyper::db_default<hyper::timestamp, "now()"> c{};
  hyper::db_default<std::optional<bool>, "true"> d{};
  hyper::db_default<std::optional<hyper::uuid>, "gen_random_uuid()"> e{};
  hyper::db_default<hyper::jsonb, "'{}'::jsonb"> f{};
  using meta =
      hyper::model<hyper::table<"defaults">>;
};

struct fast {
  hyper::primary_key<hyper::checked<std::int32_t>> id{};
  std::optional<std::string> value{};
  using meta =
      hyper::model<hyper::table<"fast">,
                   hyper::unlogged_table>;
};

struct found_by {
  hyper::primary_key<std::int64_t> id{};
  std::string a{};
  std::int32_t b{};
  hyper::jsonb c{};
  std::vector<std::string> d{};
  hyper::timestamp e{};
  std::optional<std::string> f{};
  using meta =
      hyper::model<hyper::table<"found_by">,
                   hyper::table_index<hyper::index_keys<"b">, hyper::index_name<"by_b">>,
                   hyper::table_index<hyper::index_body<"USING brin (e)">, hyper::index_name<"by_block">>,
                   hyper::table_index<hyper::index_body<"USING gist (f gist_trgm_ops (siglen='32'))">, hyper::index_name<"by_distance">>,
                   hyper::table_index<hyper::index_body<"USING hash (a)">, hyper::index_name<"by_hash">>,
                   hyper::table_index<hyper::index_body<"USING gin (c jsonb_path_ops)">, hyper::index_name<"by_json">>,
                   hyper::table_index<hyper::index_body<"(f COLLATE \"C\" NULLS FIRST)">, hyper::index_name<"by_language">>,
                   hyper::table_index<hyper::index_body<"USING gin (d)">, hyper::index_name<"by_list">>,
                   hyper::table_index<hyper::index_body<"(lower(a)) WHERE (b > 1)">, hyper::index_name<"by_lower">>,
                   hyper::table_index<hyper::index_body<"(f DESC NULLS LAST) INCLUDE (b, e)">, hyper::index_name<"by_nulls">>,
                   hyper::table_index<hyper::index_body<"(a text_pattern_ops, b)">, hyper::index_name<"by_pattern">>,
                   hyper::table_index<hyper::index_body<"USING spgist (a)">, hyper::index_name<"by_prefix">>,
                   hyper::table_index<hyper::index_body<"(b, e) WITH (fillfactor='70')">, hyper::index_name<"by_room">>,
                   hyper::table_index<hyper::index_body<"USING gin (f gin_trgm_ops)">, hyper::index_name<"by_trigram">>,
                   hyper::table_index<hyper::index_body<"USING gin (to_tsvector('english'::regconfig, a))">, hyper::index_name<"by_words">>,
                   hyper::indexed_by<"a", "-b">,
                   hyper::table_index<hyper::index_body<"(f) NULLS NOT DISTINCT">, hyper::index_name<"one_f">, hyper::index_unique>,
                   hyper::table_index<hyper::index_body<"(lower(a), b) WHERE (b < 10)">, hyper::index_name<"one_small">, hyper::index_unique>,
                   hyper::table_index<hyper::index_keys<"a">, hyper::index_name<"only_a">, hyper::index_unique>>;
};

struct holes {
  hyper::primary_key<hyper::checked<std::int32_t>> id{};
  std::optional<std::int16_t> a{};
  std::optional<std::string> b{};
  std::optional<hyper::text<0, 5>> c{};
  std::optional<hyper::numeric<5, 0>> d{};
  std::optional<hyper::date> e{};
  std::optional<hyper::jsonb> f{};
  std::optional<bool> g{};
  std::optional<hyper::uuid> h{};
  std::optional<hyper::interval> i{};
  std::optional<hyper::network_address> j{};
  using meta =
      hyper::model<hyper::table<"holes">>;
};

struct journal {
  hyper::primary_key<std::int64_t> id{};
  std::string line{};
  using meta =
      hyper::model<hyper::table<"journal">,
                   hyper::append_only>;
};

struct lists {
  hyper::primary_key<std::string> id{};
  std::vector<std::int32_t> a{};
  std::optional<std::vector<std::string>> b{};
  std::vector<hyper::uuid> c{};
  std::optional<std::vector<hyper::timestamp>> d{};
  hyper::stored_as<std::vector<std::string>, "character varying(20)[]"> e{};
  std::optional<hyper::stored_as<std::vector<hyper::decimal>, "numeric(8,2)[]">> f{};
  using meta =
      hyper::model<hyper::table<"lists">>;
};

struct measures {
  std::int64_t id{};
  hyper::date day{};
  double value{};
  using meta =
      hyper::model<hyper::table<"measures">,
                   hyper::partitioned_by<"RANGE (day)">,
                   hyper::keyed_by<"id", "day">,
                   hyper::indexed_by<"day">,
                   hyper::table_partition<"measures_2026", "FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')">>;
};

struct moments {
  hyper::primary_key<std::int16_t> id{};
  hyper::date day{};
  hyper::timestamp at{};
  hyper::stored_as<hyper::timestamp, "timestamp without time zone"> local_at{};
  hyper::time_of_day clock{};
  hyper::interval length{};
  hyper::stored_as<hyper::timestamp, "timestamp(3) without time zone"> rounded{};
  std::optional<hyper::stored_as<hyper::timestamp, "timestamp(0) with time zone">> rounded_too{};
  std::optional<hyper::stored_as<std::vector<std::byte>, "time with time zone">> zoned_clock{};
  using meta =
      hyper::model<hyper::table<"moments">>;
};

struct networks {
  hyper::primary_key<hyper::uuid> id{};
  hyper::network_address host{};
  hyper::network_range net{};
  using meta =
      hyper::model<hyper::table<"networks">>;
};

struct numbers {
  hyper::primary_key<std::int64_t> id{};
  std::int16_t small{};
  std::int32_t middle{};
  std::int64_t large{};
  float single{};
  double twice{};
  hyper::decimal exact{};
  hyper::numeric<10, 2> price{};
  bool yes{};
  using meta =
      hyper::model<hyper::table<"numbers">>;
};

struct order {
  hyper::primary_key<std::int64_t> id{};
  std::string user{};
  hyper::date date{};
  using meta =
      hyper::model<hyper::table<"order">,
                   hyper::constrained_by<"order_user_key", "UNIQUE (\"user\")">>;
};

struct others {
  hyper::primary_key<std::int64_t> id{};
  hyper::stored_as<std::string, "mood"> feeling{};
  hyper::db_default<std::optional<hyper::stored_as<std::string, "mood">>, "'bad'::mood"> former{};
  hyper::stored_as<std::int64_t, "money"> cash{};
  std::optional<hyper::stored_as<std::vector<std::byte>, "macaddr">> card{};
  hyper::stored_as<std::vector<std::byte>, "bit(3)"> flags{};
  std::optional<hyper::stored_as<std::vector<std::byte>, "point">> at_place{};
  hyper::generated<std::optional<hyper::stored_as<std::vector<std::byte>, "tsvector">>, "to_tsvector('english'::regconfig, 'a b'::text)"> words{};
  std::optional<hyper::stored_as<std::string, "xml">> doc{};
  std::optional<hyper::stored_as<std::vector<std::byte>, "oid">> number{};
  std::optional<hyper::stored_as<std::vector<std::byte>, "int4multirange">> many{};
  using meta =
      hyper::model<hyper::table<"others">>;
};

struct pairs {
  hyper::primary_key<std::int64_t> id{};
  std::string a{};
  std::int32_t b{};
  using meta =
      hyper::model<hyper::table<"pairs">,
                   hyper::unique_together<"a", "b">,
                   hyper::constrained_by<"pairs_b_key", "UNIQUE (b) INCLUDE (a)">>;
};

struct regions {
  hyper::primary_key<std::string> code{};
  using meta =
      hyper::model<hyper::table<"regions">,
                   hyper::partitioned_by<"LIST (code)">,
                   hyper::table_partition<"regions_north", "FOR VALUES IN ('n', 'nw', 'ne')">,
                   hyper::table_partition<"regions_rest", "DEFAULT">>;
};

struct shards {
  hyper::primary_key<hyper::checked<std::int32_t>> id{};
  using meta =
      hyper::model<hyper::table<"shards">,
                   hyper::partitioned_by<"HASH (id)">,
                   hyper::table_partition<"shards_0", "FOR VALUES WITH (modulus 2, remainder 0)">,
                   hyper::table_partition<"shards_1", "FOR VALUES WITH (modulus 2, remainder 1) PARTITION BY RANGE (id)">,
                   hyper::table_partition<"shards_1_high", "FOR VALUES FROM (0) TO (MAXVALUE)", "shards_1">,
                   hyper::table_partition<"shards_1_low", "FOR VALUES FROM (MINVALUE) TO (0)", "shards_1">>;
};

struct shelves {
  hyper::primary_key<std::int64_t> id{};
  std::optional<hyper::foreign_key<inspected::shelves, hyper::cascade, std::int64_t>> parent{};
  using meta =
      hyper::model<hyper::table<"shelves">,
                   hyper::indexed_by<"parent_id">>;
};

struct spans {
  hyper::primary_key<hyper::checked<hyper::uuid>> id{};
  hyper::value_range<std::int32_t> a{};
  hyper::value_range<std::int64_t> b{};
  hyper::value_range<hyper::decimal> c{};
  hyper::value_range<hyper::date> d{};
  hyper::value_range<hyper::timestamp> e{};
  using meta =
      hyper::model<hyper::table<"spans">>;
};

struct uniques {
  hyper::primary_key<std::int64_t> id{};
  std::string a{};
  std::optional<std::int32_t> b{};
  std::int32_t c{};
  using meta =
      hyper::model<hyper::table<"uniques">,
                   hyper::constrained_by<"later", "UNIQUE (a, c) DEFERRABLE INITIALLY DEFERRED">,
                   hyper::constrained_by<"one_b", "UNIQUE NULLS NOT DISTINCT (b)">,
                   hyper::constrained_by<"one_c", "UNIQUE (c)">,
                   hyper::unique_together<"a">,
                   hyper::unique_together<"b", "c">>;
};

struct words {
  hyper::primary_key<std::int32_t> id{};
  std::string prose{};
  hyper::text<0, 80> title{};
  hyper::stored_as<std::string, "character varying"> any_length{};
  hyper::stored_as<std::string, "character(3)"> fixed{};
  hyper::stored_as<std::string, "text COLLATE \"C\""> ordered{};
  std::vector<std::byte> raw{};
  hyper::stored_as<std::string, "json"> old{};
  hyper::jsonb fresh{};
  using meta =
      hyper::model<hyper::table<"words">>;
};

struct books {
  hyper::primary_key<std::string> isbn{};
  hyper::foreign_key<inspected::shelves, hyper::cascade> shelf{};
  hyper::foreign_key<inspected::shelves, hyper::set_null> former{};
  hyper::foreign_key<inspected::shelves, hyper::protect> guard{};
  std::optional<hyper::foreign_key<inspected::shelves, hyper::do_nothing>> loose{};
  using meta =
      hyper::model<hyper::table<"books">,
                   hyper::indexed_by<"former_id">,
                   hyper::indexed_by<"guard_id">,
                   hyper::indexed_by<"-loose_id">,
                   hyper::indexed_by<"shelf_id">>;
};

struct copies {
  hyper::foreign_key<inspected::books, hyper::cascade> book{};
  std::int32_t number{};
  using meta =
      hyper::model<hyper::table<"copies">,
                   hyper::keyed_by<"book", "number">>;
};

struct loans {
  hyper::primary_key<hyper::checked<std::int32_t>> id{};
  std::string book{};
  std::int32_t number{};
  std::optional<std::int64_t> shelf{};
  hyper::value_range<hyper::timestamp> during{};
  using meta =
      hyper::model<hyper::table<"loans">,
                   hyper::constrained_by<"loans_copy", "FOREIGN KEY (book, number) REFERENCES copies(book_id, number) ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED">,
                   hyper::constrained_by<"loans_shelf", "FOREIGN KEY (shelf) REFERENCES shelves(id)">,
                   hyper::constrained_by<"loans_apart", "EXCLUDE USING gist (book WITH =, number WITH =, during WITH -|-) WHERE ((shelf IS NULL)) DEFERRABLE">,
                   hyper::constrained_by<"loans_once", "EXCLUDE USING gist (during WITH &&)">>;
};

struct passports {
  hyper::foreign_key<inspected::shelves, hyper::do_nothing, std::int64_t, "id"> id{};
  std::string number{};
  using meta =
      hyper::model<hyper::table<"passports">,
                   hyper::keyed_by<"id">>;
};

struct spines {
  hyper::primary_key<std::int64_t> id{};
  hyper::db_default<std::string, "'none'::text"> book{};
  std::optional<std::string> a{};
  std::optional<std::int32_t> b{};
  using meta =
      hyper::model<hyper::table<"spines">,
                   hyper::constrained_by<"spines_ab", "FOREIGN KEY (a, b) REFERENCES pairs(a, b) MATCH FULL ON DELETE SET NULL (b)">,
                   hyper::constrained_by<"spines_book_fkey", "FOREIGN KEY (book) REFERENCES books(isbn) ON DELETE SET DEFAULT">,
                   hyper::constrained_by<"spines_other", "FOREIGN KEY (b) REFERENCES pairs(b)">>;
};

using all = hyper::models<checks, computed, defaults, fast, found_by, holes, journal, lists, measures, moments, networks, numbers, order, others, pairs, regions, shards, shelves, spans, uniques, words, books, copies, loans, passports, spines>;

}  // namespace inspected
