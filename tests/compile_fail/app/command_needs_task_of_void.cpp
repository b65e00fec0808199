// error: command_needs_task_of_void "seed" int "write: task<void> f();"
#include <hyper/app/command.hpp>

using namespace hyper;

#ifdef COMPILE_FAIL
int seed() { return 0; }
#else
task<void> seed() { co_return; }
#endif

auto const entry = detail::entry_of(command<"seed", seed>{});
