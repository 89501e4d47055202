// Belongs to the target that the headers are precompiled for; CMake wants a source there.
