# SPDX-License-Identifier: AGPL-3.0-only
# Warnings for our own code; errors where developers and CI build, so that a newer compiler's new
# warning never keeps a user from building.
add_library(keks_warnings INTERFACE)
target_compile_options(keks_warnings INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wold-style-cast
    -Wnon-virtual-dtor -Woverloaded-virtual -Wimplicit-fallthrough)
if(KEKS_DEVELOPER OR KEKS_FUZZ)
    target_compile_options(keks_warnings INTERFACE -Werror)
endif()
if(CMAKE_UNITY_BUILD AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # It warns of members whose types other files cannot name, except in the file that it is given: in a
    # batch it takes every source for a header.
    target_compile_options(keks_warnings INTERFACE -Wno-subobject-linkage)
endif()
