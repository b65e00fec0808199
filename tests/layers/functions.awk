# SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
# SPDX-License-Identifier: MIT
#
# Prints `name length line` of each function longer than `ceiling` lines. A function is a brace whose
# statement has a parameter list and stands in a namespace or class; formatted source is assumed.
function kind_of(text) {
  gsub(/^[ \t]+/, "", text)
  # A requires-clause or a template head says nothing about what follows.
  if (text ~ /(^|[^a-z_])(namespace|extern)([^a-z_]|$)/ && text !~ /\(/) return "scope"
  if (text ~ /(^|[^a-z_])enum([^a-z_]|$)/) return "other"
  after = text
  while (match(after, /(^|[^A-Za-z0-9_])(class|struct|union) /)) after = substr(after, RSTART + RLENGTH)
  if (after != text && after !~ /[(>]/) return "scope"
  if (after != text && after ~ /^[A-Za-z0-9_:<> ,]+( final)?( *:[^(]*)?$/ && after !~ /^[A-Za-z0-9_]*>/) return "scope"
  if (text ~ /\)[^=]*$/) return "function"
  return "other"
}
function name_of(text) {
  sub(/\(.*$/, "", text)
  sub(/[ \t]+$/, "", text)
  if (match(text, /[~A-Za-z0-9_:]+$/)) return substr(text, RSTART)
  return "operator"
}
FNR == 1 { depth = 0; statement = ""; inside = 0; raw = 0 }
{
  line = $0
  if (raw) { if ((at = index(line, ")\"")) > 0) { line = substr(line, at + 2); raw = 0 } else next }
  while ((at = index(line, "R\"(")) > 0) {
    rest = substr(line, at + 3)
    if ((end = index(rest, ")\"")) > 0) line = substr(line, 1, at - 1) substr(rest, end + 2)
    else { line = substr(line, 1, at - 1); raw = 1 }
  }
  gsub(/\\./, "", line)
  gsub(/"[^"]*"/, "", line)
  gsub(/'[^']*'/, "", line)
  sub(/\/\/.*/, "", line)
  if (line ~ /^[ \t]*#/) next
  length_of_line = length(line)
  for (i = 1; i <= length_of_line; i++) {
    c = substr(line, i, 1)
    if (c == "{") {
      kind[depth] = kind_of(statement)
      if (!inside && kind[depth] == "function" && (depth == 0 || kind[depth - 1] == "scope")) {
        inside = depth + 1; began = NR; name = name_of(statement)
      }
      depth++; statement = ""
    } else if (c == "}") {
      depth--; statement = ""
      if (inside && depth + 1 == inside) {
        if (NR - began + 1 > ceiling) print name, NR - began + 1, began
        inside = 0
      }
    } else if (c == ";") statement = ""
    else statement = statement c
  }
  statement = statement " "
}
