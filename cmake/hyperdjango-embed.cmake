# SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
# SPDX-License-Identifier: MIT
#
# cmake -DFOLDER=… -DNAME=… -DOUTPUT=… -P hyperdjango-embed.cmake: what hyperdjango_templates runs.
cmake_minimum_required(VERSION 3.24)

# A text as a raw literal, whose fence does not stand in it.
function(literal text result)
  set(fence "t")
  while(text MATCHES "[)]${fence}\"")
    string(APPEND fence "x")
  endwhile()
  set(${result} "R\"${fence}(${text})${fence}\"" PARENT_SCOPE)
endfunction()

file(GLOB_RECURSE files LIST_DIRECTORIES false RELATIVE ${FOLDER} ${FOLDER}/*)
list(SORT files)
set(entries "")
set(count 0)
foreach(file IN LISTS files)
  file(READ ${FOLDER}/${file} text)
  string(REPLACE "\r\n" "\n" text "${text}")
  string(REPLACE "\r" "\n" text "${text}")
  literal("${text}" source)
  string(APPEND entries "    {\"${file}\", ${source}},\n")
  math(EXPR count "${count} + 1")
endforeach()
if(count EQUAL 0)
  message(FATAL_ERROR "hyperdjango_templates: ${FOLDER} holds no templates")
endif()

string(FIND "${NAME}" "::" scope REVERSE)
set(open "")
set(close "")
set(type "${NAME}")
if(NOT scope EQUAL -1)
  string(SUBSTRING "${NAME}" 0 ${scope} space)
  math(EXPR scope "${scope} + 2")
  string(SUBSTRING "${NAME}" ${scope} -1 type)
  set(open "namespace ${space} {\n")
  set(close "}\n")
endif()
file(WRITE ${OUTPUT}
  "// Written by hyperdjango_templates from ${FOLDER}; do not edit.\n#pragma once\n\n"
  "#include <hyper/templates/render.hpp>\n\n${open}struct ${type} {\n"
  "  static constexpr hyper::embedded_template all[] = {\n${entries}  };\n};\n${close}")
