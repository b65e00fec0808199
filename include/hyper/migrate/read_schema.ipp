// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/migrate/read_schema.hpp>
//
#include <algorithm>
#include <hyper/migrate/sql_tokens.hpp>

namespace hyper {
namespace detail {

/// Reads one CREATE statement into a schema.
class schema_reader {
 public:
  schema_reader(schema& into, sql_statement const& from)
      : into_(into), statement_(from), tokens_(from.text) {}

  void read() {
    if (tokens_.skip("ALTER")) return read_added_constraint();
    if (tokens_.skip("DO")) return read_block();
    if (!tokens_.skip("CREATE")) refuse("only CREATE and ALTER TABLE … ADD CONSTRAINT are read");
    if (tokens_.skip("OR")) tokens_.skip("REPLACE");
    bool const unlogged = tokens_.skip("UNLOGGED");
    bool const unique = tokens_.skip("UNIQUE");
    if (tokens_.skip("TABLE")) return read_table(unlogged);
    if (tokens_.skip("INDEX")) return read_index(unique);
    if (tokens_.skip("EXTENSION")) return read_extension();
    if (tokens_.skip("TYPE")) return read_enum();
    if (tokens_.skip("TRIGGER")) return read_trigger();
    if (tokens_.skip("FUNCTION")) return read_function();
    refuse("it creates what no model has");
  }

 private:
  [[noreturn]] void refuse(std::string_view why) const {
    std::string_view const begin = statement_.text.substr(0, 60);
    throw schema_error("The statement in line " + std::to_string(statement_.line) + " (" +
                       std::string(begin.substr(0, begin.find('\n'))) +
                       " …) cannot be read as part of a schema: " + std::string(why) + ".");
  }

  void skip_if_not_exists() {
    if (tokens_.skip("IF") && tokens_.skip("NOT")) tokens_.skip("EXISTS");
  }
  std::string take_name() {
    if (!tokens_.front().is_name()) refuse("a name is missing");
    std::string name = tokens_.next().name();
    while (tokens_.skip('.')) name = tokens_.next().name();
    return name;
  }
  void expect(char symbol) {
    if (!tokens_.skip(symbol)) refuse(std::string("a '") + symbol + "' is missing");
  }
  bool ended() const { return tokens_.front().kind == sql_token_kind::end; }
  std::string rest() {
    std::string_view const text = tokens_.text().substr(tokens_.front().at);
    return std::string(text.substr(0, text.find_last_not_of(" \t\r\n") + 1));
  }

  /// The text up to a comma or parenthesis that is not inside of parentheses, or one of the words.
  template <std::size_t Count>
  std::string take_until(std::string_view const (&words)[Count]) {
    std::size_t const begin = tokens_.front().at;
    int depth = 0;
    bool first = true;
    while (!ended()) {
      sql_token const& token = tokens_.front();
      if (depth == 0 && (token.is(',') || token.is(')'))) break;
      auto const is_it = [&](std::string_view word) { return token.is(word); };
      if (depth == 0 && !first && std::any_of(std::begin(words), std::end(words), is_it)) break;
      depth += token.is('(') || token.is('[') ? 1 : token.is(')') || token.is(']') ? -1 : 0;
      tokens_.next();
      first = false;
    }
    return std::string(tokens_.text().substr(begin, tokens_.end_of_last() - begin));
  }
  std::string take_expression() {
    return take_until({"NOT", "NULL", "GENERATED", "DEFAULT", "CONSTRAINT", "COLLATE", "PRIMARY",
                       "UNIQUE", "REFERENCES", "CHECK"});
  }
  std::string take_item() { return take_until({";"}); }

  std::string in_parentheses() {
    expect('(');
    std::size_t const begin = tokens_.front().at;
    for (int depth = 1; !ended(); tokens_.next()) {
      depth += tokens_.front().is('(') ? 1 : tokens_.front().is(')') ? -1 : 0;
      if (depth == 0) break;
    }
    std::string text(tokens_.text().substr(begin, tokens_.end_of_last() - begin));
    expect(')');
    return text;
  }

  void read_generation(schema_column& column) {
    if (tokens_.skip("ALWAYS")) column.identity = "ALWAYS";
    if (tokens_.skip("BY") && tokens_.skip("DEFAULT")) column.identity = "BY DEFAULT";
    if (!tokens_.skip("AS")) refuse("AS is missing behind GENERATED");
    if (tokens_.skip("IDENTITY")) return;
    column.identity.clear();
    column.generated = in_parentheses();
    if (!tokens_.skip("STORED")) refuse("a generated column is STORED");
  }

  void read_column(schema_table& table) {
    schema_column column;
    column.name = take_name();
    column.type = take_expression();
    while (!ended() && !tokens_.front().is(',') && !tokens_.front().is(')')) {
      if (tokens_.skip("NOT")) {
        if (!tokens_.skip("NULL")) refuse("NULL is missing behind NOT");
        column.not_null = true;
      } else if (tokens_.skip("DEFAULT")) {
        column.default_sql = take_expression();
      } else if (tokens_.skip("GENERATED")) {
        read_generation(column);
      } else if (tokens_.skip("COLLATE")) {
        column.collation = std::string(tokens_.next().text);
      } else if (!tokens_.skip("NULL")) {
        refuse("constraints stand behind the columns, as CONSTRAINT name …");
      }
    }
    table.columns.push_back(std::move(column));
  }

  schema_constraint take_constraint() {
    schema_constraint made;
    made.name = take_name();
    made.definition = take_item();
    return made;
  }

  void read_table(bool unlogged) {
    skip_if_not_exists();
    schema_table table;
    table.name = take_name();
    table.unlogged = unlogged;
    if (tokens_.skip("PARTITION")) {
      if (!tokens_.skip("OF")) refuse("OF is missing behind PARTITION");
      table.partition_of = take_name();
      table.bound = take_until({"PARTITION"});
      if (tokens_.skip("PARTITION") && tokens_.skip("BY")) table.partition_by = rest();
      return into_.tables.push_back(std::move(table));
    }
    expect('(');
    while (!tokens_.front().is(')')) {
      if (tokens_.skip("CONSTRAINT"))
        table.constraints.push_back(take_constraint());
      else
        read_column(table);
      if (!tokens_.skip(',')) break;
    }
    expect(')');
    if (tokens_.skip("PARTITION") && tokens_.skip("BY")) table.partition_by = rest();
    into_.tables.push_back(std::move(table));
  }

  schema_table& table_named(std::string const& name) {
    schema_table* const found = into_.find_table(name);
    if (found == nullptr) refuse("the table " + name + " is not made before it");
    return *found;
  }

  void read_index(bool unique) {
    tokens_.skip("CONCURRENTLY");
    skip_if_not_exists();
    schema_index made;
    made.name = take_name();
    made.unique = unique;
    if (!tokens_.skip("ON")) refuse("ON is missing");
    tokens_.skip("ONLY");
    schema_table& table = table_named(take_name());
    made.definition = rest();
    table.indexes.push_back(std::move(made));
  }

  void read_added_constraint() {
    if (!tokens_.skip("TABLE")) refuse("only tables are altered");
    tokens_.skip("ONLY");
    schema_table& table = table_named(take_name());
    if (!tokens_.skip("ADD") || !tokens_.skip("CONSTRAINT")) refuse("only constraints are added");
    schema_constraint made;
    made.name = take_name();
    made.definition = rest();
    table.constraints.push_back(std::move(made));
  }

  void read_extension() {
    skip_if_not_exists();
    std::string name = take_name();
    if (!is_listed(into_.extensions, name)) into_.extensions.push_back(std::move(name));
  }

  void read_enum() {
    schema_enum made;
    made.name = take_name();
    if (!tokens_.skip("AS") || !tokens_.skip("ENUM")) refuse("types are enumerations");
    expect('(');
    while (tokens_.front().kind == sql_token_kind::text) {
      std::string_view const quoted = tokens_.next().text;
      std::string value;
      for (std::size_t i = 1; i + 1 < quoted.size(); ++i) {
        value += quoted[i];
        if (quoted[i] == '\'') ++i;
      }
      made.values.push_back(std::move(value));
      if (!tokens_.skip(',')) break;
    }
    expect(')');
    if (find_named(into_.enums, made.name) == nullptr) into_.enums.push_back(std::move(made));
  }

  /// `DO $hyper$BEGIN CREATE TYPE …; EXCEPTION …$hyper$`: a type, if it is not there.
  void read_block() {
    std::string_view text = tokens_.next().text;
    std::size_t const begin = text.find("CREATE TYPE "), end = text.find("; EXCEPTION");
    if (begin == text.npos || end == text.npos) refuse("of blocks only types are read");
    sql_statement const inner{text.substr(begin, end - begin), statement_.line};
    schema_reader(into_, inner).read();
  }

  void read_trigger() {
    schema_trigger made{take_name(), std::string(statement_.text)};
    while (!ended() && !tokens_.front().is("ON")) tokens_.next();
    if (!tokens_.skip("ON")) refuse("ON is missing");
    table_named(take_name()).triggers.push_back(std::move(made));
  }

  void read_function() {
    schema_function made{take_name(), std::string(statement_.text)};
    for (schema_function& each : into_.functions)
      if (each.name == made.name) return std::swap(each, made);  // several tables may share it
    into_.functions.push_back(std::move(made));
  }

  schema& into_;
  sql_statement const& statement_;
  sql_tokens tokens_;
};

}  // namespace detail

HYPER_INLINE schema read_schema(std::string_view script) {
  schema made;
  for (sql_statement const& each : split_statements(script))
    detail::schema_reader(made, each).read();
  return made;
}

}  // namespace hyper
