import { PageSkeleton } from '@/components/shell/page-skeleton'
import { FilterSkeleton, TableSkeleton } from '@/components/ui/skeleton'

export default function Loading() {
  return (
    <PageSkeleton tabs={3} actions={2}>
      <FilterSkeleton count={3} />
      <TableSkeleton rows={6} columns={7} />
    </PageSkeleton>
  )
}
