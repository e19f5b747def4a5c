# SPDX-License-Identifier: AGPL-3.0-only
# Instrumentation applies to everything that is compiled here: mixing is what sanitizers cannot bear.
if(KEKS_SANITIZE)
    add_compile_options(-fsanitize=${KEKS_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
    add_link_options(-fsanitize=${KEKS_SANITIZE})
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
        # Its flow analysis takes the checks that it inserts itself for paths that leave things unset.
        add_compile_options(-Wno-maybe-uninitialized)
        if(KEKS_SANITIZE MATCHES thread)
            # It does not know fences: Asio's come with locks that it knows.
            add_compile_options(-Wno-tsan)
        endif()
    endif()
endif()
if(KEKS_FUZZ)
    add_compile_options(-fsanitize=fuzzer-no-link)
endif()
if(KEKS_COVERAGE)
    add_compile_options(--coverage)
    add_link_options(--coverage)
endif()
