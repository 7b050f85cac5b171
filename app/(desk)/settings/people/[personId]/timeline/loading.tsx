import { PageSkeleton } from '@/components/shell/page-skeleton'
import { TableSkeleton } from '@/components/ui/skeleton'

export default function Loading() {
  return (
    <PageSkeleton tabs={2} lede className="max-w-[860px]">
      <TableSkeleton rows={10} columns={3} />
    </PageSkeleton>
  )
}
