int cartera_glpk_placeholder(void);
