# SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
# SPDX-License-Identifier: MIT

# hyperdjango_precompile(<target>): compiles the library's headers once for the whole target.
#
#   add_executable(shop main.cpp orders.cpp)
#   target_link_libraries(shop PRIVATE hyperdjango::compiled)
#   hyperdjango_precompile(shop)
function(hyperdjango_precompile target)
  target_precompile_headers(${target} PRIVATE <hyper/hyper.hpp>)
endfunction()
