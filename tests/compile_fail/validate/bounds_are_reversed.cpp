// error: bounds_are_reversed 5 1 "the lowest value comes first"
#include <hyper/validate/bounded.hpp>

#ifdef COMPILE_FAIL
using stars = hyper::bounded<int, 5, 1>;
#else
using stars = hyper::bounded<int, 1, 5>;
#endif

bool is_rating(int number) { return !stars::check(number); }
