/* Keeps some megabytes of freed memory for what comes next.
 *
 * GNU's C library gives each larger block back to the system when it is freed, and then asks for one again,
 * whose pages are empty: a fortieth of a small solve. With another library this does nothing.
 */
#ifndef CARTERA_CMEMORYSHIM_H
#define CARTERA_CMEMORYSHIM_H

void cartera_keep_memory(void);

#endif
