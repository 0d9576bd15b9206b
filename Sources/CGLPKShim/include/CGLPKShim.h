/* The only face of GLPK that the rest of the package sees.
 *
 * GLPK reports a fatal error by calling abort(), prints on the terminal, keeps its memory in an
 * environment that belongs to one thread, and numbers rows and columns from one. None of that
 * passes this header: every function here returns a code, prints nothing, refuses another thread
 * and counts from zero. glpk.h is not included on purpose, so that no Swift file can call GLPK
 * around these guards.
 */
#ifndef CARTERA_CGLPKSHIM_H
#define CARTERA_CGLPKSHIM_H

#include <stddef.h>
#include <stdint.h>

/* A GLPK problem and what is needed to call it safely. */
typedef struct cartera_glpk_problem cartera_glpk_problem;

/* What a call came to. Everything but DONE is negative. */
enum {
  CARTERA_GLPK_DONE = 0,
  CARTERA_GLPK_FATAL = -1,        /* GLPK gave up just now; every problem of the thread is gone */
  CARTERA_GLPK_DEAD = -2,         /* GLPK gave up earlier; this problem is gone */
  CARTERA_GLPK_OTHER_THREAD = -3, /* the problem belongs to another thread */
  CARTERA_GLPK_NO_MEMORY = -4,
};

/* What the simplex method or the search found. Plain numbers of our own instead of GLPK's, so
 * that a new GLPK cannot change their meaning unseen. */
enum {
  CARTERA_GLPK_UNDEFINED = 0,
  CARTERA_GLPK_OPTIMAL = 1,
  CARTERA_GLPK_INFEASIBLE = 2,
  CARTERA_GLPK_UNBOUNDED = 3,
  CARTERA_GLPK_CUTOFF = 4,
  CARTERA_GLPK_ITERATION_LIMIT = 5,
  CARTERA_GLPK_TIME_LIMIT = 6,
  CARTERA_GLPK_BAD_BASIS = 7, /* invalid, singular or ill-conditioned */
  CARTERA_GLPK_FAILED = 8,
  CARTERA_GLPK_NODE_LIMIT = 9,
  CARTERA_GLPK_INTERRUPTED = 10,
  CARTERA_GLPK_GAP = 11,
};

enum { CARTERA_GLPK_PRIMAL = 0, CARTERA_GLPK_DUAL = 1, CARTERA_GLPK_DUAL_THEN_PRIMAL = 2 };

/* --- Life ------------------------------------------------------------------------------------ */

/* Opens a problem, and the thread's environment with the first one. NULL: no memory. */
cartera_glpk_problem *cartera_glpk_open(void);

/* Closes a problem, and frees the thread's environment with the last one. */
void cartera_glpk_close(cartera_glpk_problem *problem);

/* Text of the last fatal error of this problem; valid until the problem is closed. */
const char *cartera_glpk_message(const cartera_glpk_problem *problem);

/* Bytes and blocks that GLPK holds on this thread; returns whether an environment exists. */
int cartera_glpk_memory(size_t *bytes, int32_t *blocks);

/* Makes GLPK fail with a fatal error, and nothing else: for tests of the guards. */
int cartera_glpk_provoke(cartera_glpk_problem *problem);

/* Waits a millisecond: a lock with a deadline polls. */
void cartera_glpk_pause(void);

/* --- Content --------------------------------------------------------------------------------- */

/* Fills an empty problem. Rows come as compressed sparse rows; infinite bounds as infinities. */
int cartera_glpk_load(
    cartera_glpk_problem *problem, int maximize,
    int32_t columns, const double *column_lower, const double *column_upper,
    const double *objective, const uint8_t *integer,
    int32_t rows, const double *row_lower, const double *row_upper,
    int32_t entries, const int32_t *row_of_entry, const int32_t *column_of_entry,
    const double *coefficients);

/* Scales by powers of two (no rounding of data) and starts from an advanced basis. */
int cartera_glpk_prepare(cartera_glpk_problem *problem, int scale);

int cartera_glpk_set_column_bounds(
    cartera_glpk_problem *problem, int32_t column, double lower, double upper);
int cartera_glpk_set_row_bounds(
    cartera_glpk_problem *problem, int32_t row, double lower, double upper);
int cartera_glpk_set_objective(cartera_glpk_problem *problem, int32_t column, double coefficient);
int cartera_glpk_add_row(
    cartera_glpk_problem *problem, double lower, double upper,
    int32_t count, const int32_t *columns, const double *coefficients);
int cartera_glpk_add_column(
    cartera_glpk_problem *problem, double lower, double upper, double objective,
    int32_t count, const int32_t *rows, const double *coefficients);
int cartera_glpk_remove_rows(
    cartera_glpk_problem *problem, int32_t count, const int32_t *rows);

/* --- Simplex --------------------------------------------------------------------------------- */

typedef struct {
  int32_t method;
  int32_t iteration_limit;    /* INT32_MAX: none */
  int32_t time_limit;         /* milliseconds; INT32_MAX: none */
  int32_t long_step;          /* long-step ratio test of the dual method */
  int32_t has_cutoff;
  double cutoff;
} cartera_glpk_simplex_options;

typedef struct {
  int32_t status;
  int32_t iterations;
  double objective;
} cartera_glpk_simplex_result;

int cartera_glpk_simplex(
    cartera_glpk_problem *problem, const cartera_glpk_simplex_options *options,
    cartera_glpk_simplex_result *result);

/* Replaces a basis that GLPK refuses: advanced (nearly triangular), or of the slacks alone. */
int cartera_glpk_reset_basis(cartera_glpk_problem *problem, int advanced);

/* Values of the last simplex call; each may be NULL. */
int cartera_glpk_copy_columns(
    cartera_glpk_problem *problem, double *values, double *reduced_costs);
int cartera_glpk_copy_rows(cartera_glpk_problem *problem, double *activities, double *prices);

/* Status of each row, then of each column, as GLPK's own small numbers; only this one has a meaning
 * outside. */
enum { CARTERA_GLPK_BASIC = 1 };
int cartera_glpk_copy_basis(cartera_glpk_problem *problem, uint8_t *statuses);
/* Rows and columns beyond the given counts: rows become basic, columns nonbasic. */
int cartera_glpk_restore_basis(
    cartera_glpk_problem *problem, int32_t rows, int32_t columns, const uint8_t *statuses);

/* Row multipliers that may prove the last basis infeasible. Candidate 0: the row of the inverse
 * basis of the variable on which the dual simplex got stuck. Candidate 1: the prices of phase
 * one, that is of the sum of infeasibilities. Candidate 2 + k: the row of the k-th violated basic
 * variable. The sizes are those of the multipliers of the scaled rows, which alone can be compared.
 * Sets *available to 0 when there is no such candidate. */
int cartera_glpk_infeasibility_multipliers(
    cartera_glpk_problem *problem, int32_t candidate, double *multipliers, double *sizes,
    int32_t *available);

/* combined[j] = sum of multipliers[i] * a[i][j], and a bound on its rounding error, which is
 * zero exactly when nothing was rounded. */
int cartera_glpk_combine_rows(
    cartera_glpk_problem *problem, const double *multipliers, double *combined, double *errors);

/* --- Branch and cut -------------------------------------------------------------------------- */

typedef struct {
  int32_t presolve;
  int32_t gomory_cuts, rounding_cuts, cover_cuts, clique_cuts;
  int32_t most_fractional_branching;
  int32_t time_limit; /* milliseconds; INT32_MAX: none */
  int64_t node_limit, iteration_limit; /* INT64_MAX: none */
  double relative_gap;
  double objective_tolerance;
} cartera_glpk_search_options;

typedef struct {
  int32_t status;
  int32_t has_incumbent;
  int32_t has_bound;
  double bound;
  int64_t nodes, iterations;
} cartera_glpk_search_result;

/* Runs glp_intopt. Without presolve the caller has to have solved the relaxation to optimality.
 * The incumbent (one value a column) and the counters survive a fatal error, except that with
 * presolve the incumbent is known only at the end: the callback then sees another problem.
 * should_stop may be NULL; it is asked at every node and must not call any function of this
 * header. */
int cartera_glpk_search(
    cartera_glpk_problem *problem, const cartera_glpk_search_options *options,
    int (*should_stop)(const void *context), const void *stop_context,
    double *incumbent, cartera_glpk_search_result *result);

/* The version of the GLPK that is linked. Why: an answer says by what it was found. It touches no
   environment, so it needs no guard. */
const char *cartera_glpk_version(void);

#endif
