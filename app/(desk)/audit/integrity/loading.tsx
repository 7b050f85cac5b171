import { PageSkeleton } from '@/components/shell/page-skeleton'
import { TableSkeleton } from '@/components/ui/skeleton'

export default function Loading() {
  return (
    <PageSkeleton actions={1} className="max-w-[960px]">
      <TableSkeleton rows={6} columns={3} />
    </PageSkeleton>
  )
}
