import { PageSkeleton } from '@/components/shell/page-skeleton'
import { FilterSkeleton, TableSkeleton } from '@/components/ui/skeleton'

export default function Loading() {
  return (
    <PageSkeleton actions={2}>
      <FilterSkeleton />
      <TableSkeleton rows={10} columns={6} />
    </PageSkeleton>
  )
}
