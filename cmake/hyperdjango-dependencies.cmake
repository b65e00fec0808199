# SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
# SPDX-License-Identifier: MIT
#
# What the library stands on. The build and the installed package read this same file, so that an
# exported target never names something that its user cannot find. Two of the libraries come under
# different target names from a distribution and from vcpkg; they get one name here.
include(CMakeFindDependencyMacro)

find_dependency(Threads)
find_dependency(ZLIB)
find_dependency(fmt CONFIG)
find_dependency(simdjson CONFIG)  # no version: its package accepts only its own minor one
find_dependency(Boost 1.75)  # the first with PFR; Hana is older

set(hyperdjango_global)
if(CMAKE_FIND_PACKAGE_TARGETS_GLOBAL)
  set(hyperdjango_global GLOBAL)
endif()

if(NOT TARGET hyperdjango::libpq)
  # FindPostgreSQL first, because vcpkg completes it with the static libraries that libpq needs;
  # without a PostgreSQL server's headers it may fail on a distribution, where pkg-config knows.
  find_package(PostgreSQL QUIET)
  if(TARGET PostgreSQL::PostgreSQL)
    set(hyperdjango_found PostgreSQL::PostgreSQL)
  else()
    find_dependency(PkgConfig)
    pkg_check_modules(hyperdjango_libpq QUIET IMPORTED_TARGET ${hyperdjango_global} libpq)
    if(NOT hyperdjango_libpq_FOUND)
      message(FATAL_ERROR "hyperdjango needs libpq: install libpq-dev, or the vcpkg port libpq")
    endif()
    set(hyperdjango_found PkgConfig::hyperdjango_libpq)
  endif()
  add_library(hyperdjango::libpq INTERFACE IMPORTED ${hyperdjango_global})
  target_link_libraries(hyperdjango::libpq INTERFACE ${hyperdjango_found})
endif()

if(NOT TARGET hyperdjango::sodium)
  find_package(unofficial-sodium CONFIG QUIET)
  if(TARGET unofficial-sodium::sodium)
    set(hyperdjango_found unofficial-sodium::sodium)
  else()
    find_dependency(PkgConfig)
    pkg_check_modules(hyperdjango_sodium QUIET IMPORTED_TARGET ${hyperdjango_global} libsodium)
    if(NOT hyperdjango_sodium_FOUND)
      message(FATAL_ERROR
        "hyperdjango needs libsodium: install libsodium-dev, or the vcpkg port libsodium")
    endif()
    set(hyperdjango_found PkgConfig::hyperdjango_sodium)
  endif()
  add_library(hyperdjango::sodium INTERFACE IMPORTED ${hyperdjango_global})
  target_link_libraries(hyperdjango::sodium INTERFACE ${hyperdjango_found})
endif()
