import { PageSkeleton } from '@/components/shell/page-skeleton'
import { FilterSkeleton, TableSkeleton } from '@/components/ui/skeleton'

export default function Loading() {
  return (
    <PageSkeleton tabs={2} actions={1} lede>
      <FilterSkeleton count={2} />
      <TableSkeleton rows={8} columns={5} />
    </PageSkeleton>
  )
}
