import { PageSkeleton } from '@/components/shell/page-skeleton'
import { FilterSkeleton, TableSkeleton } from '@/components/ui/skeleton'

export default function Loading() {
  return (
    <PageSkeleton actions={3} lede>
      <FilterSkeleton />
      <TableSkeleton rows={12} columns={6} />
    </PageSkeleton>
  )
}
