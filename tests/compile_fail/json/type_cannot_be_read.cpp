// error: type_cannot_be_read string_view "make it an aggregate struct that" "owns its content"
#include <hyper/json/read.hpp>
#include <string>
#include <string_view>
#include <vector>

#ifdef COMPILE_FAIL
using name = std::string_view;
#else
using name = std::string;
#endif

bool read(std::string_view body) { return hyper::read_json<name>(body).has_value(); }
