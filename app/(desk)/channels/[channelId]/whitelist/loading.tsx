import { PageSkeleton } from '@/components/shell/page-skeleton'
import { FilterSkeleton, TableSkeleton } from '@/components/ui/skeleton'

export default function Loading() {
  return (
    <PageSkeleton tabs={4} actions={1}>
      <FilterSkeleton count={2} />
      <TableSkeleton rows={12} columns={3} />
    </PageSkeleton>
  )
}
