import { PermissionNeeded } from '@/app/(desk)/permission-needed'

export default function Forbidden() {
  return <PermissionNeeded permission="connection.write" />
}
