// error: whatever
// runner: the control does not compile

this is not C++
