#define _POSIX_C_SOURCE 200809L

#include "CGLPKShim.h"

#include <float.h>
#include <glpk.h>
#include <limits.h>
#include <math.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { MESSAGE_CAPACITY = 1024 };

/* GLPK's environment belongs to a thread, so does what guards it. */
struct thread_state {
  jmp_buf escape;
  int armed;           /* a guarded call is under way: `escape` is valid */
  int live;            /* problems open in the current environment */
  uint64_t generation; /* counts the environments lost to a fatal error */
  size_t length;
  char text[MESSAGE_CAPACITY];
};

static _Thread_local struct thread_state thread_state;

struct cartera_glpk_problem {
  glp_prob *problem;
  struct thread_state *owner;
  uint64_t generation;
  double *numbers; /* 1-based work arrays, kept from call to call */
  int *indices;
  size_t capacity;
  int is_scaled;
  char message[MESSAGE_CAPACITY];
};

/* --- Guards ---------------------------------------------------------------------------------- */

/* Returning 1 tells GLPK that the text is dealt with: nothing reaches the terminal. The tail is
 * kept, because the fatal message comes last. */
static int keep_text(void *info, const char *text)
{
  struct thread_state *state = info;
  size_t count = strlen(text);
  if (count >= MESSAGE_CAPACITY) {
    text += count - (MESSAGE_CAPACITY - 1);
    count = MESSAGE_CAPACITY - 1;
  }
  if (state->length + count >= MESSAGE_CAPACITY) {
    size_t dropped = state->length + count - (MESSAGE_CAPACITY - 1);
    memmove(state->text, state->text + dropped, state->length - dropped);
    state->length -= dropped;
  }
  memcpy(state->text + state->length, text, count);
  state->length += count;
  state->text[state->length] = '\0';
  return 1;
}

/* Called by GLPK just before abort(). The environment is in an unknown state and has to go before
 * the jump, with every problem in it. Only C frames lie between here and the setjmp. */
static void escape(void *info)
{
  struct thread_state *state = info;
  if (!state->armed)
    return;
  state->armed = 0;
  state->live = 0;
  state->generation += 1;
  glp_free_env();
  longjmp(state->escape, 1);
}

static int refusal(const cartera_glpk_problem *problem)
{
  if (problem->owner != &thread_state)
    return CARTERA_GLPK_OTHER_THREAD;
  if (problem->generation != thread_state.generation)
    return CARTERA_GLPK_DEAD;
  return CARTERA_GLPK_DONE;
}

static int fatal(cartera_glpk_problem *problem)
{
  memcpy(problem->message, thread_state.text, sizeof problem->message);
  problem->problem = NULL;
  return CARTERA_GLPK_FATAL;
}

/* The setjmp has to stand in the function that calls GLPK, hence macros. Nothing that is read
 * after the jump is a local changed in between. */
#define ENTER(problem)                      \
  do {                                      \
    int refused_ = refusal(problem);        \
    if (refused_ != CARTERA_GLPK_DONE)      \
      return refused_;                      \
    thread_state.length = 0;                \
    thread_state.text[0] = '\0';            \
    if (setjmp(thread_state.escape) != 0)   \
      return fatal(problem);                \
    thread_state.armed = 1;                 \
  } while (0)

#define LEAVE(code)         \
  do {                      \
    thread_state.armed = 0; \
    return (code);          \
  } while (0)

/* Work arrays come from malloc rather than from GLPK, so that a fatal error cannot free them. */
static int reserve(cartera_glpk_problem *problem, size_t count)
{
  if (count <= problem->capacity)
    return 1;
  count += count / 2;
  double *numbers = realloc(problem->numbers, count * sizeof *numbers);
  if (numbers != NULL)
    problem->numbers = numbers;
  int *indices = realloc(problem->indices, count * sizeof *indices);
  if (indices != NULL)
    problem->indices = indices;
  if (numbers == NULL || indices == NULL)
    return 0;
  problem->capacity = count;
  return 1;
}

/* --- Life ------------------------------------------------------------------------------------ */

static int create(cartera_glpk_problem *problem)
{
  thread_state.length = 0;
  thread_state.text[0] = '\0';
  if (setjmp(thread_state.escape) != 0)
    return fatal(problem);
  thread_state.armed = 1;
  glp_error_hook(escape, &thread_state);
  glp_term_hook(keep_text, &thread_state);
  /* Spares the formatting of what nobody reads. Fatal errors turn the output on again, which is
   * why the hook above is needed as well. */
  glp_term_out(GLP_OFF);
  problem->problem = glp_create_prob();
  thread_state.armed = 0;
  return CARTERA_GLPK_DONE;
}

cartera_glpk_problem *cartera_glpk_open(void)
{
  cartera_glpk_problem *problem = calloc(1, sizeof *problem);
  if (problem == NULL)
    return NULL;
  problem->owner = &thread_state;
  if (create(problem) != CARTERA_GLPK_DONE) {
    free(problem);
    return NULL;
  }
  problem->generation = thread_state.generation;
  thread_state.live += 1;
  return problem;
}

/* Deleting on another thread aborts in GLPK: such a problem is given up instead. */
void cartera_glpk_close(cartera_glpk_problem *problem)
{
  if (problem == NULL)
    return;
  if (refusal(problem) == CARTERA_GLPK_DONE) {
    if (setjmp(thread_state.escape) == 0) {
      thread_state.armed = 1;
      glp_delete_prob(problem->problem);
      thread_state.armed = 0;
      thread_state.live -= 1;
      if (thread_state.live == 0)
        glp_free_env();
    }
  }
  free(problem->numbers);
  free(problem->indices);
  free(problem);
}

const char *cartera_glpk_message(const cartera_glpk_problem *problem) { return problem->message; }

/* Asking GLPK for its memory creates an environment; only glp_init_env tells whether one was
 * there, and the one made by asking has to go again. */
int cartera_glpk_memory(size_t *bytes, int32_t *blocks)
{
  *bytes = 0;
  *blocks = 0;
  if (glp_init_env() != 1) {
    glp_free_env();
    return 0;
  }
  int count = 0;
  glp_mem_usage(&count, NULL, bytes, NULL);
  *blocks = count;
  return 1;
}

int cartera_glpk_provoke(cartera_glpk_problem *problem)
{
  ENTER(problem);
  glp_set_obj_dir(problem->problem, -1);
  LEAVE(CARTERA_GLPK_DONE);
}

void cartera_glpk_pause(void)
{
  struct timespec time = {.tv_sec = 0, .tv_nsec = 1000000};
  nanosleep(&time, NULL);
}

/* --- Content --------------------------------------------------------------------------------- */

/* GLPK wants the kind of bounds named, and calls equal double bounds an error. */
static int bound_type(double lower, double upper)
{
  if (lower == upper)
    return GLP_FX;
  if (isinf(lower))
    return isinf(upper) ? GLP_FR : GLP_UP;
  return isinf(upper) ? GLP_LO : GLP_DB;
}

int cartera_glpk_load(
    cartera_glpk_problem *problem, int maximize,
    int32_t columns, const double *column_lower, const double *column_upper,
    const double *objective, const uint8_t *integer,
    int32_t rows, const double *row_lower, const double *row_upper,
    int32_t entries, const int32_t *row_of_entry, const int32_t *column_of_entry,
    const double *coefficients)
{
  size_t needed = (size_t)(columns > rows ? columns : rows) + 1;
  if (!reserve(problem, needed))
    return CARTERA_GLPK_NO_MEMORY;
  /* glp_load_matrix counts from one and reads from index one. */
  int *const row_numbers = malloc(((size_t)entries + 1) * sizeof *row_numbers);
  int *const column_numbers = malloc(((size_t)entries + 1) * sizeof *column_numbers);
  double *const values = malloc(((size_t)entries + 1) * sizeof *values);
  if (row_numbers == NULL || column_numbers == NULL || values == NULL) {
    free(row_numbers);
    free(column_numbers);
    free(values);
    return CARTERA_GLPK_NO_MEMORY;
  }
  for (int32_t k = 0; k < entries; k++) {
    row_numbers[k + 1] = row_of_entry[k] + 1;
    column_numbers[k + 1] = column_of_entry[k] + 1;
    values[k + 1] = coefficients[k];
  }
  int code = refusal(problem);
  if (code == CARTERA_GLPK_DONE) {
    thread_state.length = 0;
    thread_state.text[0] = '\0';
    if (setjmp(thread_state.escape) != 0) {
      free(row_numbers);
      free(column_numbers);
      free(values);
      return fatal(problem);
    }
    thread_state.armed = 1;
    glp_prob *target = problem->problem;
    glp_set_obj_dir(target, maximize ? GLP_MAX : GLP_MIN);
    if (rows > 0)
      glp_add_rows(target, rows);
    if (columns > 0)
      glp_add_cols(target, columns);
    for (int32_t i = 0; i < rows; i++)
      glp_set_row_bnds(
          target, i + 1, bound_type(row_lower[i], row_upper[i]), row_lower[i], row_upper[i]);
    for (int32_t j = 0; j < columns; j++) {
      glp_set_col_bnds(
          target, j + 1, bound_type(column_lower[j], column_upper[j]), column_lower[j],
          column_upper[j]);
      glp_set_obj_coef(target, j + 1, objective[j]);
      if (integer != NULL && integer[j])
        glp_set_col_kind(target, j + 1, GLP_IV);
    }
    glp_load_matrix(target, entries, row_numbers, column_numbers, values);
    thread_state.armed = 0;
  }
  free(row_numbers);
  free(column_numbers);
  free(values);
  return code;
}

int cartera_glpk_prepare(cartera_glpk_problem *problem, int scale)
{
  ENTER(problem);
  problem->is_scaled = scale;
  if (scale)
    glp_scale_prob(problem->problem, GLP_SF_GM | GLP_SF_EQ | GLP_SF_2N | GLP_SF_SKIP);
  glp_adv_basis(problem->problem, 0);
  LEAVE(CARTERA_GLPK_DONE);
}

int cartera_glpk_set_column_bounds(
    cartera_glpk_problem *problem, int32_t column, double lower, double upper)
{
  ENTER(problem);
  glp_set_col_bnds(problem->problem, column + 1, bound_type(lower, upper), lower, upper);
  LEAVE(CARTERA_GLPK_DONE);
}

int cartera_glpk_set_row_bounds(
    cartera_glpk_problem *problem, int32_t row, double lower, double upper)
{
  ENTER(problem);
  glp_set_row_bnds(problem->problem, row + 1, bound_type(lower, upper), lower, upper);
  LEAVE(CARTERA_GLPK_DONE);
}

int cartera_glpk_set_objective(cartera_glpk_problem *problem, int32_t column, double coefficient)
{
  ENTER(problem);
  glp_set_obj_coef(problem->problem, column + 1, coefficient);
  LEAVE(CARTERA_GLPK_DONE);
}

/* Copies to the 1-based work arrays. */
static int stage(
    cartera_glpk_problem *problem, int32_t count, const int32_t *indices, const double *values)
{
  if (!reserve(problem, (size_t)count + 1))
    return 0;
  for (int32_t k = 0; k < count; k++) {
    problem->indices[k + 1] = indices[k] + 1;
    if (values != NULL)
      problem->numbers[k + 1] = values[k];
  }
  return 1;
}

/* Scales a row or column that joins a problem as the others were, by the power of two that brings
 * its numbers nearest to one: left as it is, amounts of millions beside scaled rows made GLPK call
 * bounded problems unbounded and fail an assertion. `others` are what its entries cross. */
static void scale_added(
    glp_prob *problem, int is_row, int place, int count, const int *others, const double *values)
{
  double least = HUGE_VAL, most = 0;
  for (int k = 1; k <= count; k++) {
    double factor = is_row ? glp_get_sjj(problem, others[k]) : glp_get_rii(problem, others[k]);
    double size = fabs(values[k]) * factor;
    if (size == 0)
      continue;
    least = fmin(least, size);
    most = fmax(most, size);
  }
  if (most == 0)
    return;
  double scale = ldexp(1, (int)lround(-(log2(least) + log2(most)) / 2));
  if (is_row)
    glp_set_rii(problem, place, scale);
  else
    glp_set_sjj(problem, place, scale);
}

int cartera_glpk_add_row(
    cartera_glpk_problem *problem, double lower, double upper,
    int32_t count, const int32_t *columns, const double *coefficients)
{
  if (!stage(problem, count, columns, coefficients))
    return CARTERA_GLPK_NO_MEMORY;
  ENTER(problem);
  int row = glp_add_rows(problem->problem, 1);
  glp_set_row_bnds(problem->problem, row, bound_type(lower, upper), lower, upper);
  glp_set_mat_row(problem->problem, row, count, problem->indices, problem->numbers);
  if (problem->is_scaled)
    scale_added(problem->problem, 1, row, count, problem->indices, problem->numbers);
  LEAVE(CARTERA_GLPK_DONE);
}

int cartera_glpk_add_column(
    cartera_glpk_problem *problem, double lower, double upper, double objective,
    int32_t count, const int32_t *rows, const double *coefficients)
{
  if (!stage(problem, count, rows, coefficients))
    return CARTERA_GLPK_NO_MEMORY;
  ENTER(problem);
  int column = glp_add_cols(problem->problem, 1);
  glp_set_col_bnds(problem->problem, column, bound_type(lower, upper), lower, upper);
  glp_set_obj_coef(problem->problem, column, objective);
  glp_set_mat_col(problem->problem, column, count, problem->indices, problem->numbers);
  if (problem->is_scaled)
    scale_added(problem->problem, 0, column, count, problem->indices, problem->numbers);
  LEAVE(CARTERA_GLPK_DONE);
}

int cartera_glpk_remove_rows(cartera_glpk_problem *problem, int32_t count, const int32_t *rows)
{
  if (!stage(problem, count, rows, NULL))
    return CARTERA_GLPK_NO_MEMORY;
  ENTER(problem);
  if (count > 0)
    glp_del_rows(problem->problem, count, problem->indices);
  LEAVE(CARTERA_GLPK_DONE);
}

/* --- Simplex --------------------------------------------------------------------------------- */

static int32_t simplex_status(glp_prob *problem, int code)
{
  switch (code) {
  case 0:
    switch (glp_get_status(problem)) {
    case GLP_OPT: return CARTERA_GLPK_OPTIMAL;
    case GLP_NOFEAS: return CARTERA_GLPK_INFEASIBLE;
    case GLP_UNBND: return CARTERA_GLPK_UNBOUNDED;
    default: return CARTERA_GLPK_UNDEFINED;
    }
  case GLP_EBADB:
  case GLP_ESING:
  case GLP_ECOND: return CARTERA_GLPK_BAD_BASIS;
  case GLP_EOBJLL:
  case GLP_EOBJUL: return CARTERA_GLPK_CUTOFF;
  case GLP_EITLIM: return CARTERA_GLPK_ITERATION_LIMIT;
  case GLP_ETMLIM: return CARTERA_GLPK_TIME_LIMIT;
  default: return CARTERA_GLPK_FAILED;
  }
}

int cartera_glpk_simplex(
    cartera_glpk_problem *problem, const cartera_glpk_simplex_options *options,
    cartera_glpk_simplex_result *result)
{
  ENTER(problem);
  glp_smcp parameters;
  glp_init_smcp(&parameters);
  parameters.msg_lev = GLP_MSG_OFF;
  parameters.meth = options->method == CARTERA_GLPK_PRIMAL ? GLP_PRIMAL
                    : options->method == CARTERA_GLPK_DUAL ? GLP_DUAL
                                                           : GLP_DUALP;
  if (options->long_step && options->method != CARTERA_GLPK_PRIMAL)
    parameters.r_test = GLP_RT_FLIP;
  parameters.it_lim = options->iteration_limit;
  parameters.tm_lim = options->time_limit;
  if (options->has_cutoff) {
    if (glp_get_obj_dir(problem->problem) == GLP_MAX)
      parameters.obj_ll = options->cutoff;
    else
      parameters.obj_ul = options->cutoff;
  }
  /* GLPK counts in an int over the life of a problem; from zero each time it cannot overflow. */
  glp_set_it_cnt(problem->problem, 0);
  int code = glp_simplex(problem->problem, &parameters);
  result->status = simplex_status(problem->problem, code);
  result->iterations = glp_get_it_cnt(problem->problem);
  result->objective = glp_get_obj_val(problem->problem);
  LEAVE(CARTERA_GLPK_DONE);
}

int cartera_glpk_reset_basis(cartera_glpk_problem *problem, int advanced)
{
  ENTER(problem);
  if (advanced)
    glp_adv_basis(problem->problem, 0);
  else
    glp_std_basis(problem->problem);
  LEAVE(CARTERA_GLPK_DONE);
}

int cartera_glpk_copy_columns(cartera_glpk_problem *problem, double *values, double *reduced_costs)
{
  ENTER(problem);
  int columns = glp_get_num_cols(problem->problem);
  if (values != NULL)
    for (int j = 1; j <= columns; j++)
      values[j - 1] = glp_get_col_prim(problem->problem, j);
  if (reduced_costs != NULL)
    for (int j = 1; j <= columns; j++)
      reduced_costs[j - 1] = glp_get_col_dual(problem->problem, j);
  LEAVE(CARTERA_GLPK_DONE);
}

int cartera_glpk_copy_rows(cartera_glpk_problem *problem, double *activities, double *prices)
{
  ENTER(problem);
  int rows = glp_get_num_rows(problem->problem);
  if (activities != NULL)
    for (int i = 1; i <= rows; i++)
      activities[i - 1] = glp_get_row_prim(problem->problem, i);
  if (prices != NULL)
    for (int i = 1; i <= rows; i++)
      prices[i - 1] = glp_get_row_dual(problem->problem, i);
  LEAVE(CARTERA_GLPK_DONE);
}

_Static_assert(CARTERA_GLPK_BASIC == GLP_BS, "the header's number is GLPK's");

int cartera_glpk_copy_basis(cartera_glpk_problem *problem, uint8_t *statuses)
{
  ENTER(problem);
  int rows = glp_get_num_rows(problem->problem);
  int columns = glp_get_num_cols(problem->problem);
  for (int i = 1; i <= rows; i++)
    statuses[i - 1] = (uint8_t)glp_get_row_stat(problem->problem, i);
  for (int j = 1; j <= columns; j++)
    statuses[rows + j - 1] = (uint8_t)glp_get_col_stat(problem->problem, j);
  LEAVE(CARTERA_GLPK_DONE);
}

int cartera_glpk_restore_basis(
    cartera_glpk_problem *problem, int32_t rows, int32_t columns, const uint8_t *statuses)
{
  ENTER(problem);
  int all_rows = glp_get_num_rows(problem->problem);
  int all_columns = glp_get_num_cols(problem->problem);
  for (int i = 1; i <= all_rows; i++)
    glp_set_row_stat(problem->problem, i, i <= rows ? statuses[i - 1] : GLP_BS);
  for (int j = 1; j <= all_columns; j++)
    glp_set_col_stat(problem->problem, j, j <= columns ? statuses[rows + j - 1] : GLP_NL);
  LEAVE(CARTERA_GLPK_DONE);
}

/* --- Infeasibility --------------------------------------------------------------------------- */

/* +1, -1 or 0: how a variable (rows first, then columns) leaves its bounds, beyond the tolerance
 * with which the simplex method works. */
static int violation(glp_prob *problem, int variable)
{
  int rows = glp_get_num_rows(problem);
  int is_row = variable <= rows;
  int number = is_row ? variable : variable - rows;
  int type = is_row ? glp_get_row_type(problem, number) : glp_get_col_type(problem, number);
  double value = is_row ? glp_get_row_prim(problem, number) : glp_get_col_prim(problem, number);
  double lower = is_row ? glp_get_row_lb(problem, number) : glp_get_col_lb(problem, number);
  double upper = is_row ? glp_get_row_ub(problem, number) : glp_get_col_ub(problem, number);
  int has_lower = type == GLP_LO || type == GLP_DB || type == GLP_FX;
  int has_upper = type == GLP_UP || type == GLP_DB || type == GLP_FX;
  if (has_lower && value < lower - 1e-9 * (1 + fabs(lower)))
    return -1;
  if (has_upper && value > upper + 1e-9 * (1 + fabs(upper)))
    return 1;
  return 0;
}

int cartera_glpk_infeasibility_multipliers(
    cartera_glpk_problem *problem, int32_t candidate, double *multipliers, double *sizes,
    int32_t *available)
{
  *available = 0;
  ENTER(problem);
  glp_prob *source = problem->problem;
  int rows = glp_get_num_rows(source);
  int columns = glp_get_num_cols(source);
  if (rows == 0 || !reserve(problem, (size_t)rows + 1))
    LEAVE(CARTERA_GLPK_DONE);
  if (!glp_bf_exists(source) && glp_factorize(source) != 0)
    LEAVE(CARTERA_GLPK_DONE);
  /* With the basis B of (I | -A), the row of the tableau of the basic variable at position p is
   * made of the row multipliers inverse(B)' e_p: one backward transformation finds them, with no
   * need to form the row. The prices of phase one are the same for a sum of such e_p. */
  double *work = problem->numbers;
  for (int i = 1; i <= rows; i++)
    work[i] = 0;
  int found = 0;
  if (candidate == 0) {
    int variable = glp_get_unbnd_ray(source);
    int position = variable == 0      ? 0
                   : variable <= rows ? glp_get_row_bind(source, variable)
                                      : glp_get_col_bind(source, variable - rows);
    if (position > 0) {
      work[position] = 1;
      found = 1;
    }
  } else {
    int wanted = candidate - 2;
    for (int variable = 1; variable <= rows + columns; variable++) {
      int is_row = variable <= rows;
      int position = is_row ? glp_get_row_bind(source, variable)
                            : glp_get_col_bind(source, variable - rows);
      if (position == 0)
        continue;
      int direction = violation(source, variable);
      if (direction == 0)
        continue;
      if (candidate == 1) {
        /* The method adds up infeasibilities of the scaled problem. */
        double scale = is_row ? glp_get_rii(source, variable)
                              : 1 / glp_get_sjj(source, variable - rows);
        work[position] = direction * scale;
        found = 1;
      } else if (wanted-- == 0) {
        work[position] = 1;
        found = 1;
        break;
      }
    }
  }
  if (found) {
    glp_btran(source, work);
    for (int i = 1; i <= rows; i++) {
      multipliers[i - 1] = work[i];
      sizes[i - 1] = fabs(work[i]) / glp_get_rii(source, i);
    }
    *available = 1;
  }
  LEAVE(CARTERA_GLPK_DONE);
}

int cartera_glpk_combine_rows(
    cartera_glpk_problem *problem, const double *multipliers, double *combined, double *errors)
{
  ENTER(problem);
  glp_prob *source = problem->problem;
  int rows = glp_get_num_rows(source);
  int columns = glp_get_num_cols(source);
  if (!reserve(problem, (size_t)columns + 1))
    LEAVE(CARTERA_GLPK_NO_MEMORY);
  for (int j = 0; j < columns; j++) {
    combined[j] = 0;
    errors[j] = 0;
  }
  for (int i = 1; i <= rows; i++) {
    double multiplier = multipliers[i - 1];
    if (multiplier == 0)
      continue;
    int count = glp_get_mat_row(source, i, problem->indices, problem->numbers);
    for (int k = 1; k <= count; k++) {
      int j = problem->indices[k] - 1;
      double product = multiplier * problem->numbers[k];
      double lost_product = fma(multiplier, problem->numbers[k], -product);
      double sum = combined[j] + product;
      double other = sum - combined[j];
      double lost_sum = (combined[j] - (sum - other)) + (product - other);
      combined[j] = sum;
      errors[j] += fabs(lost_product) + fabs(lost_sum);
    }
  }
  for (int j = 0; j < columns; j++)
    errors[j] *= 1 + 1e-9;
  LEAVE(CARTERA_GLPK_DONE);
}

/* --- Branch and cut -------------------------------------------------------------------------- */

struct search {
  const cartera_glpk_search_options *options;
  int (*should_stop)(const void *context);
  const void *stop_context;
  cartera_glpk_search_result *result;
  double *incumbent;
  double deadline; /* milliseconds */
  int stopped; /* a status, once the callback has ended the search */
};

static double now(void)
{
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec * 1e3 + (double)time.tv_nsec * 1e-6;
}

/* The bound of the best open subproblem. Looking for it visits them all, so it is asked for
 * seldom. */
static void note_bound(struct search *search, glp_tree *tree)
{
  int node = glp_ios_best_node(tree);
  if (node == 0)
    return;
  double bound = glp_ios_node_bound(tree, node);
  if (fabs(bound) < DBL_MAX) {
    search->result->bound = bound;
    search->result->has_bound = 1;
  }
}

/* GLPK calls this at every node: here it learns that it has to stop, and here the incumbent is
 * saved, because a fatal error later would take it along. */
static void watch(glp_tree *tree, void *info)
{
  struct search *search = info;
  const cartera_glpk_search_options *options = search->options;
  int total = 0;
  glp_ios_tree_size(tree, NULL, NULL, &total);
  search->result->nodes = total;
  glp_prob *problem = glp_ios_get_prob(tree);
  int64_t iterations = glp_get_it_cnt(problem);
  if (glp_ios_reason(tree) == GLP_IBINGO && !options->presolve) {
    int columns = glp_get_num_cols(problem);
    for (int j = 1; j <= columns; j++)
      search->incumbent[j - 1] = glp_mip_col_val(problem, j);
    search->result->has_incumbent = 1;
  }
  if (search->stopped)
    return;
  if (search->should_stop != NULL && search->should_stop(search->stop_context))
    search->stopped = CARTERA_GLPK_INTERRUPTED;
  else if (total > options->node_limit)
    search->stopped = CARTERA_GLPK_NODE_LIMIT;
  else if (iterations >= options->iteration_limit)
    search->stopped = CARTERA_GLPK_ITERATION_LIMIT;
  else if (options->time_limit != INT32_MAX && now() >= search->deadline)
    search->stopped = CARTERA_GLPK_TIME_LIMIT;
  if (search->stopped) {
    note_bound(search, tree);
    glp_ios_terminate(tree);
  } else if (glp_ios_reason(tree) == GLP_ISELECT && total % 256 == 1) {
    note_bound(search, tree);
  }
}

int cartera_glpk_search(
    cartera_glpk_problem *problem, const cartera_glpk_search_options *options,
    int (*should_stop)(const void *context), const void *stop_context,
    double *incumbent, cartera_glpk_search_result *result)
{
  memset(result, 0, sizeof *result);
  struct search search = {
      .options = options, .should_stop = should_stop, .stop_context = stop_context,
      .result = result, .incumbent = incumbent,
      .deadline = now() + options->time_limit,
  };
  ENTER(problem);
  glp_prob *target = problem->problem;
  glp_iocp parameters;
  glp_init_iocp(&parameters);
  parameters.msg_lev = GLP_MSG_OFF;
  parameters.presolve = options->presolve ? GLP_ON : GLP_OFF;
  parameters.gmi_cuts = options->gomory_cuts ? GLP_ON : GLP_OFF;
  parameters.mir_cuts = options->rounding_cuts ? GLP_ON : GLP_OFF;
  parameters.cov_cuts = options->cover_cuts ? GLP_ON : GLP_OFF;
  parameters.clq_cuts = options->clique_cuts ? GLP_ON : GLP_OFF;
  parameters.br_tech = options->most_fractional_branching ? GLP_BR_MFV : GLP_BR_DTH;
  parameters.mip_gap = options->relative_gap;
  parameters.tol_obj = options->objective_tolerance;
  parameters.tm_lim = options->time_limit;
  parameters.cb_func = watch;
  parameters.cb_info = &search;
  glp_set_it_cnt(target, 0);
  int code = glp_intopt(target, &parameters);
  result->iterations = glp_get_it_cnt(target);
  int status = glp_mip_status(target);
  if (status == GLP_OPT || status == GLP_FEAS) {
    int columns = glp_get_num_cols(target);
    for (int j = 1; j <= columns; j++)
      incumbent[j - 1] = glp_mip_col_val(target, j);
    result->has_incumbent = 1;
  }
  switch (code) {
  case 0:
    result->status = status == GLP_OPT      ? CARTERA_GLPK_OPTIMAL
                     : status == GLP_NOFEAS ? CARTERA_GLPK_INFEASIBLE
                                            : CARTERA_GLPK_UNDEFINED;
    break;
  case GLP_ENOPFS: result->status = CARTERA_GLPK_INFEASIBLE; break;
  /* Only the relaxation is known to have no dual solution: not a statement on integers. */
  case GLP_ENODFS: result->status = CARTERA_GLPK_UNBOUNDED; break;
  case GLP_EMIPGAP: result->status = CARTERA_GLPK_GAP; break;
  case GLP_ETMLIM: result->status = CARTERA_GLPK_TIME_LIMIT; break;
  case GLP_ESTOP: result->status = search.stopped; break;
  case GLP_EROOT: result->status = CARTERA_GLPK_BAD_BASIS; break;
  default: result->status = CARTERA_GLPK_FAILED; break;
  }
  LEAVE(CARTERA_GLPK_DONE);
}

const char *cartera_glpk_version(void) { return glp_version(); }
