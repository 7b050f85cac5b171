import { PageSkeleton } from '@/components/shell/page-skeleton'
import { FilterSkeleton, TableSkeleton } from '@/components/ui/skeleton'

export default function Loading() {
  return (
    <PageSkeleton className="max-w-[1120px]">
      <FilterSkeleton count={1} />
      <TableSkeleton rows={8} columns={2} />
    </PageSkeleton>
  )
}
