import { PageSkeleton } from '@/components/shell/page-skeleton'
import { FilterSkeleton, TableSkeleton } from '@/components/ui/skeleton'

export default function Loading() {
  return (
    <PageSkeleton tabs={4} lede>
      <FilterSkeleton count={1} />
      <TableSkeleton rows={6} columns={5} />
    </PageSkeleton>
  )
}
