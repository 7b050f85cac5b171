import type { Route } from 'next'

/** The list of a query, still under the saved view it was opened from; without a query, of everything. */
export const listHref = (written: string, viewId: string | undefined): Route =>
  (written ? `/audit?${new URLSearchParams({ q: written, ...(viewId ? { view: viewId } : {}) })}` : '/audit') as Route
