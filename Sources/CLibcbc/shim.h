#pragma once
#include <dlfcn.h>
#include <stddef.h>

/* COIN-OR's branch-and-cut solver. It is loaded when a program is first solved, not linked: it brings linear
   algebra that no other command needs, and everything else works without it. */

typedef enum {
  solver_proven = 0,
  solver_impossible = 1,
  solver_stopped = 2,
  solver_absent = 3
} solver_status;

typedef struct {
  int columns;
  const double *objective;
  int rows;
  /* Row r has the entries starts[r] ..< starts[r + 1] of columns_of and weights. */
  const int *starts;
  const int *columns_of;
  const double *weights;
  const double *least;
  const double *most;
  /* Branching steps after which the search stops with the best found; text, as the solver takes it. */
  const char *node_limit;
} solver_program;

/* Maximises over zeros and ones; `solution` has room for every column and is filled unless the status is
   impossible or absent. One thread and no clock: the same program gives the same answer. */
static inline solver_status solver_maximise(const solver_program *program, double *solution, double *bound) {
  static void *library;
  if (!library) library = dlopen("libCbcSolver.so.3", RTLD_NOW | RTLD_LOCAL);
  if (!library) return solver_absent;
#define SOLVER(name, result, ...)                                       \
  result (*name)(__VA_ARGS__) = (result (*)(__VA_ARGS__))dlsym(library, "Cbc_" #name); \
  if (!name) return solver_absent
  SOLVER(newModel, void *, void);
  SOLVER(deleteModel, void, void *);
  SOLVER(loadProblem, void, void *, int, int, const int *, const int *, const double *, const double *,
         const double *, const double *, const double *, const double *);
  SOLVER(setInteger, void, void *, int);
  SOLVER(setObjSense, void, void *, double);
  SOLVER(setLogLevel, void, void *, int);
  SOLVER(setParameter, void, void *, const char *, const char *);
  SOLVER(addCol, void, void *, const char *, double, double, double, char, int, int *, double *);
  SOLVER(addRow, void, void *, const char *, int, const int *, const double *, char, double);
  SOLVER(solve, int, void *);
  SOLVER(isProvenOptimal, int, void *);
  SOLVER(isProvenInfeasible, int, void *);
  SOLVER(getColSolution, const double *, void *);
  SOLVER(getBestPossibleObjValue, double, void *);
#undef SOLVER
  void *model = newModel();
  if (!model) return solver_absent;
  setLogLevel(model, 0);
  setParameter(model, "log", "0");
  setParameter(model, "ratioGap", "0");
  setParameter(model, "allowableGap", "0");
  setParameter(model, "threads", "0");
  setParameter(model, "maxNodes", program->node_limit);
  for (int column = 0; column < program->columns; column++)
    addCol(model, "", 0, 1, program->objective[column], 1, 0, NULL, NULL);
  for (int row = 0; row < program->rows; row++) {
    const int from = program->starts[row], count = program->starts[row + 1] - from;
    const int *items = program->columns_of + from;
    const double *weights = program->weights + from;
    if (program->most[row] < 1e300) addRow(model, "", count, items, weights, 'L', program->most[row]);
    if (program->least[row] > -1e300) addRow(model, "", count, items, weights, 'G', program->least[row]);
  }
  setObjSense(model, -1);
  solve(model);
  solver_status status = isProvenInfeasible(model) ? solver_impossible
                         : isProvenOptimal(model)  ? solver_proven
                                                   : solver_stopped;
  const double *found = getColSolution(model);
  if (status != solver_impossible && found) {
    for (int column = 0; column < program->columns; column++) solution[column] = found[column];
  }
  *bound = getBestPossibleObjValue(model);
  deleteModel(model);
  return status;
}
