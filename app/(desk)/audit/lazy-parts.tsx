'use client'
import dynamic from 'next/dynamic'

/** What comes after the list is there: counts, the picture over time, and whatever is opened by hand. */
export const LazyOverview = dynamic(() => import('./overview'), {
  ssr: false,
  loading: () => <div className="overview" aria-hidden="true" />,
})
export const LazyFacets = dynamic(() => import('./facets'), {
  ssr: false,
  loading: () => <aside className="facets" aria-hidden="true" />,
})
export const LazyNewEvents = dynamic(() => import('./new-events'), { ssr: false })
export const LazyViewDialog = dynamic(() => import('./view-dialog'), { ssr: false })
export const LazyExportButton = dynamic(() => import('./exports/export-button').then((part) => part.ExportButton), {
  ssr: false,
})
