import { PageSkeleton } from '@/components/shell/page-skeleton'
import { FilterSkeleton, TableSkeleton } from '@/components/ui/skeleton'

export default function Loading() {
  return (
    <PageSkeleton tabs={4} actions={1}>
      <FilterSkeleton count={0} />
      <TableSkeleton rows={8} columns={3} />
    </PageSkeleton>
  )
}
