# SPDX-License-Identifier: AGPL-3.0-only
# The server just built, and Chromium: one test here, whose output names each story.
set(e2e_dir "${CMAKE_CURRENT_SOURCE_DIR}/e2e")
set(e2e_packages "${e2e_dir}/node_modules/.package-lock.json")  # npm writes it last
if(NOT EXISTS "${e2e_packages}")
    message(FATAL_ERROR "The packages of the end-to-end tests are not installed. "
        "Run ${PROJECT_SOURCE_DIR}/cmake/install-deps.sh --test, or `npm ci` in ${e2e_dir}, and try again.")
endif()

add_test(NAME e2e COMMAND "${KEKS_NPM}" test WORKING_DIRECTORY "${e2e_dir}")
set_tests_properties(e2e PROPERTIES
    LABELS e2e
    TIMEOUT 2400
    RUN_SERIAL ON
    ENVIRONMENT "KEKS_SERVER_BINARY=$<TARGET_FILE:keks-meet-server>")
