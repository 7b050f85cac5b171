import { TableSkeleton } from '@/components/ui/skeleton'

/** The panel while its script is on the way. */
export const DockBones = () => (
  <div className="px-6 pt-14">
    <TableSkeleton rows={4} columns={2} />
  </div>
)
