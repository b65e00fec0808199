# SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
# SPDX-License-Identifier: MIT
#
# cmake -DCOMPILER=g++ -DFLAGS=response-file -DPRECOMPILED=folder -P precompile.cmake
#
# Precompiles the whole library for the cases of run.cmake.
cmake_minimum_required(VERSION 3.24)
file(REMOVE_RECURSE ${PRECOMPILED})
file(MAKE_DIRECTORY ${PRECOMPILED})
file(WRITE ${PRECOMPILED}/whole.hpp "#include <hyper/hyper.hpp>\n")
set(result ${PRECOMPILED}/whole.hpp.gch)
if(COMPILER MATCHES "clang")
  set(result ${PRECOMPILED}/whole.hpp.pch)
endif()
execute_process(COMMAND ${COMPILER} @${FLAGS} -DHYPER_COMPILED -x c++-header ${PRECOMPILED}/whole.hpp -o ${result}
  COMMAND_ERROR_IS_FATAL ANY)
