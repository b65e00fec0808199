# SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
# SPDX-License-Identifier: MIT
#
# cmake -DCASE=file.cpp -DCOMPILER=g++ -DFLAGS=response-file [-DPRECOMPILED=folder] -P run.cmake
#
# A file that must not compile, judged by what the user would read first. Its first line is
# `// error: <words>`; its mistake stands under `#ifdef COMPILE_FAIL`, the repair in the `#else`.
#   1. Without the macro it compiles: otherwise the case is rotten.
#   2. With the macro it does not, with exactly one `error:` and at most 25 lines (30 from a query, 45 inside of a template).
#   3. The first line with `error:` holds the words, in their order. Quotes, brackets, namespaces and the spelling
#      of fixed_string are the compiler's business and left out on both sides.
cmake_minimum_required(VERSION 3.24)
set(ENV{LC_ALL} C)

# Said as it is: an error message of CMake would be wrapped and hard to read.
function(reject)
  message("" ${ARGN})
  message(FATAL_ERROR "${CASE}")
endfunction()

file(STRINGS ${CASE} lines LIMIT_COUNT 1)
if(NOT lines MATCHES "^// error: (.+)$")
  reject("${CASE}: the first line must be `// error: <words of the sentence>`")
endif()
set(sentence "${CMAKE_MATCH_1}")

# The mode of the compiled library: its headers without their definitions, which no mistake touches.
set(command ${COMPILER} @${FLAGS} -DHYPER_COMPILED -fsyntax-only -fdiagnostics-color=never)
if(EXISTS "${PRECOMPILED}/whole.hpp.pch")
  list(APPEND command -include-pch ${PRECOMPILED}/whole.hpp.pch)
elseif(EXISTS "${PRECOMPILED}/whole.hpp.gch")
  list(APPEND command -include ${PRECOMPILED}/whole.hpp)
endif()

execute_process(COMMAND ${command} ${CASE} RESULT_VARIABLE status OUTPUT_VARIABLE said ERROR_VARIABLE said)
if(NOT status EQUAL 0)
  reject("the control does not compile, so this case proves nothing:\n${said}")
endif()

execute_process(COMMAND ${command} -DCOMPILE_FAIL ${CASE}
  RESULT_VARIABLE status OUTPUT_VARIABLE said ERROR_VARIABLE said)
if(status EQUAL 0)
  reject("the mistake compiles")
endif()
if(NOT status EQUAL 1)
  reject("the compiler ended with ${status}:\n${said}")
endif()

# Plain words of a text, one blank between them.
function(plain_words text result)
  string(REGEX REPLACE "fixed_string<[0-9a-z]+>" " " text "${text}")
  string(REGEX REPLACE "(hyper|detail|std|__cxx11)::" "" text "${text}")
  string(REPLACE "\\;" " " text "${text}")
  string(REGEX REPLACE "[][{}()<>'\"‘’`,;:&*]" " " text "${text}")
  string(REGEX REPLACE "[ \t]+" " " text "${text}")
  string(STRIP "${text}" text)
  set(${result} "${text}" PARENT_SCOPE)
endfunction()

string(REGEX REPLACE ";" "," said_flat "${said}")
string(REGEX MATCH "[^\n]*error:[^\n]*" first "${said_flat}")
string(REGEX MATCHALL "error:" count "${said_flat}")
list(LENGTH count count)
# Which header brought which depends on the precompiled one, so those lines do not count.
string(REGEX REPLACE "(In file included|   +) from [^\n]*\n" "" counted "${said_flat}")
string(REGEX MATCHALL "\n" line_count "${counted}")
list(LENGTH line_count line_count)

plain_words("${sentence}" wanted)
plain_words("${first}" got)
set(rest "${got} ")
string(REPLACE " " ";" words "${wanted}")
foreach(word IN LISTS words)
  string(FIND "${rest}" "${word}" at)
  if(at EQUAL -1)
    reject("the first error does not say '${word}' of '${wanted}':\n  ${got}\n\n${said}")
  endif()
  string(LENGTH "${word}" length)
  math(EXPR at "${at} + ${length}")
  string(SUBSTRING "${rest}" ${at} -1 rest)
endforeach()
if(NOT count EQUAL 1)
  reject("${count} errors instead of one:\n${said}")
endif()
# The way to a mistake inside of a template leads through the functions of its nodes, and clang shows ten of them; the
# way to a flaw of a model through those of the query that met it.
set(most 25)
if(CASE MATCHES "compile_fail/orm/")
  set(most 30)
endif()
if(CASE MATCHES "compile_fail/(templates|pages)/")
  set(most 45)
endif()
if(line_count GREATER most)
  reject("${line_count} lines, at most ${most}:\n${said}")
endif()
message(STATUS "${first}")
