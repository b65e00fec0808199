// error: pattern_is_not_understood "[a-z+" 5 "see validate/pattern.hpp"
#include <hyper/validate/matches.hpp>

#ifdef COMPILE_FAIL
using word = hyper::matches<"[a-z+">;
#else
using word = hyper::matches<"[a-z]+">;
#endif

bool is_word(std::string_view text) { return !word::check(text); }
