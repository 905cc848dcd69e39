#pragma once
#include <libpq-fe.h>

// Character macros are not imported into Swift; these constants carry their values across.
static const int spv_diag_severity = PG_DIAG_SEVERITY_NONLOCALIZED;
static const int spv_diag_sqlstate = PG_DIAG_SQLSTATE;
static const int spv_diag_message = PG_DIAG_MESSAGE_PRIMARY;
static const int spv_diag_detail = PG_DIAG_MESSAGE_DETAIL;
static const int spv_diag_hint = PG_DIAG_MESSAGE_HINT;
static const int spv_diag_position = PG_DIAG_STATEMENT_POSITION;
static const int spv_diag_context = PG_DIAG_CONTEXT;
static const int spv_diag_schema = PG_DIAG_SCHEMA_NAME;
static const int spv_diag_table = PG_DIAG_TABLE_NAME;
static const int spv_diag_column = PG_DIAG_COLUMN_NAME;
static const int spv_diag_type = PG_DIAG_DATATYPE_NAME;
static const int spv_diag_constraint = PG_DIAG_CONSTRAINT_NAME;
static const int spv_diag_routine = PG_DIAG_SOURCE_FUNCTION;

// glibc declares these under _GNU_SOURCE only, which Swift's importer does not define.
#include <spawn.h>
extern int pipe2(int descriptors[2], int flags);
extern int posix_spawn_file_actions_addchdir_np(posix_spawn_file_actions_t *actions, const char *path);
extern int syncfs(int descriptor);
