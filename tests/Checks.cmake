# SPDX-License-Identifier: AGPL-3.0-only
# Checks of the sources that are quick enough to run with every test: format, licence lines, layers,
# and the web client's own. clang-tidy takes minutes and is a target of its own, `tidy`.
find_program(KEKS_CLANG_FORMAT clang-format-16 REQUIRED)
find_program(KEKS_CLANG_TIDY clang-tidy-16 REQUIRED)

file(GLOB_RECURSE cxx_files CONFIGURE_DEPENDS
    "${PROJECT_SOURCE_DIR}/src/*.[ch]pp" "${PROJECT_SOURCE_DIR}/include/*.[ch]pp"
    "${PROJECT_SOURCE_DIR}/tests/*.[ch]pp")
# What the benchmarks compare with brings sources of its own.
list(FILTER cxx_files EXCLUDE REGEX "/node_modules/")

# Where glib's headers are.
list(TRANSFORM nice_INCLUDE_DIRS PREPEND "-I" OUTPUT_VARIABLE nice_include_options)
add_test(NAME check.format COMMAND "${KEKS_CLANG_FORMAT}" --dry-run -Werror ${cxx_files})
add_test(NAME check.layers
         COMMAND "${KEKS_NODE}" "${PROJECT_SOURCE_DIR}/cmake/check-layers.mjs" "${CMAKE_CXX_COMPILER}"
                 "${PROJECT_SOURCE_DIR}" -std=c++20 "-I${PROJECT_SOURCE_DIR}/include"
                 "-I${PROJECT_SOURCE_DIR}/src" ${nice_include_options})
add_test(NAME check.licences
         COMMAND "${KEKS_NODE}" "${PROJECT_SOURCE_DIR}/cmake/check-licences.mjs" "${PROJECT_SOURCE_DIR}")

foreach(script IN ITEMS check lint test)
    add_test(NAME web.${script} COMMAND "${KEKS_NPM}" run --silent ${script}
             WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}/web")
    set_tests_properties(web.${script} PROPERTIES LABELS web TIMEOUT 300)
endforeach()
set_tests_properties(check.format check.layers check.licences PROPERTIES LABELS check TIMEOUT 300)

add_custom_target(tidy
    COMMAND "${KEKS_NODE}" "${PROJECT_SOURCE_DIR}/cmake/tidy.mjs"
            "${KEKS_CLANG_TIDY}" "${PROJECT_SOURCE_DIR}" "${PROJECT_BINARY_DIR}"
    USES_TERMINAL
    VERBATIM)
