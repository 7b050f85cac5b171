import { HeadSkeleton, TableSkeleton } from '@/components/ui/skeleton'

export default function Loading() {
  return (
    <div className="px-6 max-tablet:px-4">
      <HeadSkeleton />
      <TableSkeleton rows={6} columns={3} />
    </div>
  )
}
