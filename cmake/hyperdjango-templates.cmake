# SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
# SPDX-License-Identifier: MIT

# hyperdjango_templates(<target> FOLDER <folder> [NAME <type>] [HEADER <file>])
#
# Embeds the templates of a folder: writes a header with their texts, which the target can include.
#
#   add_executable(shop main.cpp)
#   target_link_libraries(shop PRIVATE hyperdjango::compiled)
#   hyperdjango_templates(shop FOLDER templates)          # #include <shop_templates.hpp>
#
# NAME is the type that holds them; without it `hyper::render` finds them by itself, which one folder of a program may.
# The header is written again when a template changes.
set(hyperdjango_embed_script ${CMAKE_CURRENT_LIST_DIR}/hyperdjango-embed.cmake)

function(hyperdjango_templates target)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "FOLDER;NAME;HEADER" "")
  if(NOT arg_FOLDER OR arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "hyperdjango_templates(<target> FOLDER <folder> [NAME <type>] [HEADER <file>])")
  endif()
  cmake_path(ABSOLUTE_PATH arg_FOLDER BASE_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR} NORMALIZE OUTPUT_VARIABLE folder)
  if(NOT IS_DIRECTORY ${folder})
    message(FATAL_ERROR "hyperdjango_templates: there is no folder ${folder}")
  endif()
  if(NOT arg_NAME)
    set(arg_NAME hyper::embedded_templates)
  endif()
  if(NOT arg_HEADER)
    set(arg_HEADER ${target}_templates.hpp)
  endif()
  set(generated ${CMAKE_CURRENT_BINARY_DIR}/${target}_templates)
  file(GLOB_RECURSE templates LIST_DIRECTORIES false CONFIGURE_DEPENDS ${folder}/*)
  add_custom_command(OUTPUT ${generated}/${arg_HEADER}
    COMMAND ${CMAKE_COMMAND} -DFOLDER=${folder} -DNAME=${arg_NAME} -DOUTPUT=${generated}/${arg_HEADER}
      -P ${hyperdjango_embed_script}
    DEPENDS ${templates} ${hyperdjango_embed_script} VERBATIM
    COMMENT "Embedding the templates of ${folder}")
  target_sources(${target} PRIVATE ${generated}/${arg_HEADER})
  target_include_directories(${target} PRIVATE ${generated})
  # Reading templates takes the compiler more steps than it takes by default.
  target_compile_options(${target} PRIVATE
    $<$<CXX_COMPILER_ID:GNU>:-fconstexpr-ops-limit=1000000000>
    $<$<CXX_COMPILER_ID:GNU>:-fconstexpr-loop-limit=10000000>
    $<$<CXX_COMPILER_ID:Clang,AppleClang>:-fconstexpr-steps=1000000000>)
endfunction()
