import { PageSkeleton } from '@/components/shell/page-skeleton'
import { FilterSkeleton, TableSkeleton } from '@/components/ui/skeleton'

export default function Loading() {
  return (
    <PageSkeleton tabs={2} actions={3} lede>
      <FilterSkeleton />
      <TableSkeleton rows={12} columns={5} />
    </PageSkeleton>
  )
}
