import { PageSkeleton } from '@/components/shell/page-skeleton'
import { FilterSkeleton, TableSkeleton } from '@/components/ui/skeleton'

export default function Loading() {
  return (
    <PageSkeleton tabs={4} actions={3}>
      <FilterSkeleton count={6} />
      <TableSkeleton rows={10} columns={4} />
    </PageSkeleton>
  )
}
