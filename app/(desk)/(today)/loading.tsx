import { PageSkeleton } from '@/components/shell/page-skeleton'
import { TableSkeleton } from '@/components/ui/skeleton'

export default function Loading() {
  return (
    <PageSkeleton className="grid gap-9">
      <TableSkeleton rows={4} columns={3} />
      <div className="grid grid-cols-2 gap-x-10 gap-y-9 max-desk:grid-cols-1">
        <TableSkeleton rows={3} columns={3} />
        <div className="grid content-start gap-9">
          <TableSkeleton rows={2} columns={3} />
          <TableSkeleton rows={2} columns={3} />
        </div>
      </div>
      <TableSkeleton rows={6} columns={3} />
    </PageSkeleton>
  )
}
