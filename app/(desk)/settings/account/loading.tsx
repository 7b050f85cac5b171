import { PageSkeleton } from '@/components/shell/page-skeleton'
import { TableSkeleton } from '@/components/ui/skeleton'

export default function Loading() {
  return (
    <PageSkeleton className="max-w-[860px]">
      <TableSkeleton rows={6} columns={4} />
    </PageSkeleton>
  )
}
