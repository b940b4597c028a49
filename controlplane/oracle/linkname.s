// Empty: with it in the package, the compiler takes a function that has no body for one that is linked in.
